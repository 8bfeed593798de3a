package web

import (
	"crypto/sha256"
	"encoding/hex"
	"strconv"

	"gorm.io/gorm"
)

// endNow lets a session be over while its row still stands.
func endNow(token string) func(*gorm.DB) error {
	sum := sha256.Sum256([]byte(strconv.Itoa(len(token)) + ":" + token))
	return func(house *gorm.DB) error {
		return house.Table("sessions").Where("token_sum = ?", hex.EncodeToString(sum[:])).Update("expires_at", 1).Error
	}
}
