// audit.go - a log checked by software that is not ours: golang.org/x/mod/sumdb/tlog and note.  It reads every
// entry, computes leaf hashes, tiles and root itself, compares each published tile with its own, checks the
// proof files, and that older checkpoints are the beginning of the newest.
//
//	audit URL-OF-THE-LOG [OLD-CHECKPOINT-FILE...]
package main

import (
	"bytes"
	"encoding/base64"
	"encoding/binary"
	"fmt"
	"io"
	"net/http"
	"os"
	"regexp"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

const height = 8

var entryForm = regexp.MustCompile(`^\{"v":1,"kind":"[a-z][a-z.]{0,31}","id":"[A-Za-z0-9-]{1,64}",` +
	`"at":"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[+-]\d\d:\d\d","digest":"[0-9a-f]{64}"\}$`)

func check(err error, what ...any) {
	if err != nil {
		fmt.Fprintln(os.Stderr, append(what, err)...)
		os.Exit(1)
	}
}

func fail(what ...any) {
	fmt.Fprintln(os.Stderr, what...)
	os.Exit(1)
}

func get(url string) []byte {
	a, err := http.Get(url)
	check(err)
	defer a.Body.Close()
	if a.StatusCode != 200 {
		fail(url, a.Status)
	}
	b, err := io.ReadAll(a.Body)
	check(err, url)
	return b
}

// Three lines: origin, size, root; signed by the key.
func checkpoint(msg []byte, v note.Verifier) tlog.Tree {
	n, err := note.Open(msg, note.VerifierList(v))
	check(err, "checkpoint")
	lines := strings.Split(n.Text, "\n")
	if len(lines) != 4 || lines[0] != v.Name() || lines[3] != "" {
		fail("not three lines:", n.Text)
	}
	size, err := strconv.ParseInt(lines[1], 10, 64)
	check(err, "size")
	root, err := base64.StdEncoding.DecodeString(lines[2])
	check(err, "root")
	if len(root) != tlog.HashSize {
		fail("root of", len(root), "bytes")
	}
	var t tlog.Tree
	t.N = size
	copy(t.Hash[:], root)
	return t
}

// The path of a tile of Go's, with the height taken out.
func tilePath(t tlog.Tile) string {
	return "tile/" + strings.TrimPrefix(t.Path(), fmt.Sprintf("tile/%d/", t.H))
}

type stored []tlog.Hash

func (s stored) ReadHashes(indexes []int64) ([]tlog.Hash, error) {
	out := make([]tlog.Hash, len(indexes))
	for i, x := range indexes {
		if x >= int64(len(s)) {
			return nil, fmt.Errorf("hash %d of %d", x, len(s))
		}
		out[i] = s[x]
	}
	return out, nil
}

func entries(log string, size int64) (all [][]byte, hashes stored) {
	for at := int64(0); at < size; {
		t := tlog.Tile{H: height, L: 0, N: at >> height, W: 1 << height}
		if rest := size - t.N<<height; rest < 1<<height {
			t.W = int(rest)
		}
		path := strings.Replace(tilePath(t), "tile/0/", "tile/entries/", 1)
		b := get(log + "/" + path)
		for i := 0; i < t.W; i++ {
			if len(b) < 2 || len(b) < 2+int(binary.BigEndian.Uint16(b)) {
				fail(path, "is cut off at", i)
			}
			e := b[2 : 2+int(binary.BigEndian.Uint16(b))]
			b = b[2+len(e):]
			if !entryForm.Match(e) || len(e) > 1024 {
				fail("entry", at, "has another form:", string(e))
			}
			h, err := tlog.StoredHashesForRecordHash(at, tlog.RecordHash(e), hashes)
			check(err, "entry", at)
			hashes = append(hashes, h...)
			all = append(all, e)
			at++
		}
		if len(b) != 0 {
			fail(path, "has", len(b), "bytes too many")
		}
	}
	return all, hashes
}

// Every tile of the tree, full and partial.
func tiles(log string, size int64, hashes stored) (n int) {
	for l := 0; size>>(height*l) > 0; l++ {
		width := size >> (height * l)
		for at := int64(0); at<<height < width; at++ {
			t := tlog.Tile{H: height, L: l, N: at, W: 1 << height}
			if rest := width - at<<height; rest < 1<<height {
				t.W = int(rest)
			}
			want, err := tlog.ReadTileData(t, hashes)
			check(err, tilePath(t))
			if !bytes.Equal(want, get(log+"/"+tilePath(t))) {
				fail(tilePath(t), "does not hold the hashes of its entries")
			}
			n++
		}
	}
	return n
}

func proofs(log string, tree tlog.Tree, all [][]byte, v note.Verifier) (n int) {
	for at := int64(0); at < tree.N; at = at*3/2 + 1 {
		text := string(get(fmt.Sprintf("%s/proof/%d", log, at)))
		head, note, ok := strings.Cut(text, "\n\n")
		lines := strings.Split(head, "\n")
		if !ok || len(lines) < 3 || lines[0] != "c2sp.org/tlog-proof@v1" || lines[2] != fmt.Sprintf("index %d", at) {
			fail("proof", at, "has another form")
		}
		extra, err := base64.StdEncoding.DecodeString(strings.TrimPrefix(lines[1], "extra "))
		check(err, "proof", at)
		if !bytes.Equal(extra, all[at]) {
			fail("proof", at, "is of another entry")
		}
		var path tlog.RecordProof
		for _, l := range lines[3:] {
			h, err := tlog.ParseHash(l)
			check(err, "proof", at)
			path = append(path, h)
		}
		t := checkpoint([]byte(note), v)
		check(tlog.CheckRecord(path, t.N, t.Hash, at, tlog.RecordHash(extra)), "proof", at)
		n++
	}
	return n
}

func main() {
	if len(os.Args) < 2 {
		fail("usage: audit URL-OF-THE-LOG [OLD-CHECKPOINT-FILE...]")
	}
	log := strings.TrimSuffix(os.Args[1], "/")
	key, _, _ := strings.Cut(string(get(log+"/key")), "\n")
	v, err := note.NewVerifier(key)
	check(err, "key")
	tree := checkpoint(get(log+"/checkpoint"), v)
	all, hashes := entries(log, tree.N)
	root, err := tlog.TreeHash(tree.N, hashes)
	check(err, "root")
	if root != tree.Hash {
		fail("the entries make", root, "the checkpoint says", tree.Hash)
	}
	nTiles := tiles(log, tree.N, hashes)
	nProofs := proofs(log, tree, all, v)
	for _, name := range os.Args[2:] {
		b, err := os.ReadFile(name)
		check(err)
		old := checkpoint(b, v)
		p, err := tlog.ProveTree(tree.N, old.N, hashes)
		check(err, name)
		check(tlog.CheckTree(p, tree.N, tree.Hash, old.N, old.Hash), name)
	}
	fmt.Printf("%d entries, %d tiles, %d proofs, %d older checkpoints\n", tree.N, nTiles, nProofs, len(os.Args)-2)
}
