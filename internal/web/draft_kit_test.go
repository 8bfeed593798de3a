package web

import (
	"crypto/sha256"
	"encoding/hex"
	"strconv"
	"strings"

	"gorm.io/gorm"
)

// endNow lets a session be over while its row still stands.
func endNow(token string) func(*gorm.DB) error {
	sum := sha256.Sum256([]byte(strconv.Itoa(len(token)) + ":" + token))
	return func(house *gorm.DB) error {
		return house.Table("sessions").Where("token_sum = ?", hex.EncodeToString(sum[:])).Update("expires_at", 1).Error
	}
}

// said is what a refused page says is wrong.
func said(body string) string {
	var out []string
	for _, mark := range []string{`role="alert"`, "field-error", "<h1", `class="error`} {
		for _, piece := range strings.SplitAfter(body, mark)[1:] {
			out = append(out, mark+": "+piece[:min(len(piece), 300)])
		}
	}
	return strings.Join(out, "\n")
}
