// Package web answers requests: it reads forms, asks the stages and shows pages.
// It holds no rule of the management system and no SQL.
//
// In front of every handler stand, in this order: the Host allowlist (DNS
// rebinding), security headers, the cross-origin check, a limit on the body, the
// session, and the permission of the route. No GET or HEAD changes anything.
package web
