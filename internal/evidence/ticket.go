package evidence

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"strings"

	"github.com/aims-workbench/aims/internal/access"
	"github.com/aims-workbench/aims/internal/fault"
	"github.com/aims-workbench/aims/internal/when"
)

// A refused form must not ask for a file again that has arrived. A browser cannot
// be given it back, so the form carries a ticket instead: which stored file, under
// which name, whose, until when, sealed with a secret of this process. Nobody can
// make one for a file they did not send, and after a restart it is void.
type ticket struct {
	Arrival
	Who   string   `json:"who"`
	Until when.Day `json:"until"`
}

// Ticket lets a person complete a form with a file they have sent, until tomorrow.
func (s *Shelf) Ticket(who access.Actor, f Arrival) (string, error) {
	body, err := json.Marshal(ticket{f, who.Ref, s.db.Now().Day().Add(1)})
	if err != nil {
		return "", err
	}
	return base64.RawURLEncoding.EncodeToString(body) + "." + s.seal(body), nil
}

// Redeem gives the file of a ticket to the person it was made for.
func (s *Shelf) Redeem(who access.Actor, sealed string) (Arrival, error) {
	refusal := fault.New(fault.Invalid, "The file from before is no longer held for this form. Choose it again.")
	head, seal, _ := strings.Cut(sealed, ".")
	body, err := base64.RawURLEncoding.DecodeString(head)
	if err != nil || !hmac.Equal([]byte(seal), []byte(s.seal(body))) {
		return Arrival{}, refusal.Because(err)
	}
	var t ticket
	if err := json.Unmarshal(body, &t); err != nil || t.Who != who.Ref || t.Until.Passed(s.db.Now().Day()) {
		return Arrival{}, refusal.Because(err)
	}
	return t.Arrival, nil
}

func (s *Shelf) seal(body []byte) string {
	mac := hmac.New(sha256.New, s.secret)
	_, _ = mac.Write(body) // a hash takes everything
	return base64.RawURLEncoding.EncodeToString(mac.Sum(nil))
}
