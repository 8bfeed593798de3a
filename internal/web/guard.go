package web

import (
	"net/http"
	"slices"
	"strings"

	"github.com/aims-workbench/aims/templates/link"
)

// policy is the content security policy of every answer: own files only, nothing inline.
const policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; " +
	"font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; object-src 'none'"

// maxForm is the largest body of an ordinary form. Uploads have their own limit.
const maxForm = 1 << 20

// guard stands in front of everything, outermost first.
func (s *Server) guard(next http.Handler) http.Handler {
	own := http.NewCrossOriginProtection()
	if s.visit != nil {
		// The visitor comes from the other host with a token that nobody else knows.
		own.AddInsecureBypassPattern(http.MethodPost + " " + link.SampleEnterPattern)
	}
	return allowHosts(s.Hosts, headers(s.neighbours(), own.Handler(limit(next))))
}

// allowHosts answers 421 to any name but our own. Without it a page of a foreign
// site could reach the workbench through a name it points at this machine; the
// cross-origin check cannot see that.
func allowHosts(hosts []string, next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if !slices.Contains(hosts, strings.ToLower(r.Host)) {
			http.Error(w, "This workbench does not answer to that name.", http.StatusMisdirectedRequest)
			return
		}
		next.ServeHTTP(w, r)
	})
}

// headers sets what every answer carries. A form may lead to this workspace, and to
// its neighbours: from a workspace to its sample and back.
func headers(neighbours []string, next http.Handler) http.Handler {
	policy := strings.Replace(policy, "form-action 'self'", strings.Join(append([]string{"form-action 'self'"}, neighbours...), " "), 1)
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h := w.Header()
		h.Set("Content-Security-Policy", policy)
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("Referrer-Policy", "no-referrer")
		h.Set("Cross-Origin-Opener-Policy", "same-origin")
		h.Set("Cross-Origin-Resource-Policy", "same-origin")
		h.Set("Permissions-Policy", "camera=(), geolocation=(), microphone=()")
		h.Set("Cache-Control", "no-store")
		next.ServeHTTP(w, r)
	})
}

// limit keeps ordinary bodies small. Multipart bodies are limited where they are streamed.
func limit(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if !strings.HasPrefix(r.Header.Get("Content-Type"), "multipart/") {
			r.Body = http.MaxBytesReader(w, r.Body, maxForm)
		}
		next.ServeHTTP(w, r)
	})
}
