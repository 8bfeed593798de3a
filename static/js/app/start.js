// What the pages add where scripts run. Every part below is a block of its own; a
// page without any of them still does all of its work.
"use strict";
