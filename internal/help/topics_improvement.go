package help

// improvementTopics are clause 10.
var improvementTopics = []Topic{
	{
		ID: "improvement", Title: "Improvement", Pages: []string{"/improvement"},
		Why:     "It holds what did not go as required, what you did about it, and what you make better.",
		Clauses: []string{"10.1", "10.2"},
		First:   "Write down the last thing that went wrong, and ask why until you can change something.",
		Wrong:   "No nonconformity in a year does not look good: it looks as if nobody had looked.",
	},
	{
		ID: "nonconformities", Title: "Nonconformities", Pages: []string{"/improvement/nonconformities"},
		Why:     "A nonconformity is something required that was not done. The standard asks you to put it right, to find out why, and to see that it stays away.",
		Clauses: []string{"10.2"},
		First:   "Say what was to be and what was seen. The cause can come later.",
		Wrong:   "“Somebody forgot” is not a cause. Why could it be forgotten?",
	},
	{
		ID: "corrective-actions", Title: "Corrective actions", Pages: []string{"/improvement/actions"},
		Why:     "An action removes the cause. That it worked is seen later, by somebody who did not do it.",
		Clauses: []string{"10.2"},
		First:   "Say what is done, by whom and until when, and by what you will see that it worked.",
		Wrong:   "An action that was done is not yet one that worked. Auditors ask for the second.",
	},
	{
		ID: "improvements", Title: "Improvements", Pages: []string{"/improvement/improvements"},
		Why:     "Not all that gets better began with a fault. Here you keep what you try and what came of it.",
		Clauses: []string{"10.1"},
		First:   "Write down the last good idea, who had it, and what came of it.",
		Wrong:   "A list of ideas without ends shows wishes and not improvement.",
	},
}
