/* inspection_code.h - a code of xz-code-1, made by the key of RFC 8032 7.1 test 1 and Node's crypto. */
#define VECTOR_JSON \
	"{\"v\":1,\"kid\":\"sj-21fe31df\",\"ref\":\"0123456789ABCDEFGHJKMNPQRS\",\"agenc" \
	"y\":\"衡阳市市场监督管理局\",\"subject\":\"91430499MADEM00011\",\"kind\":\"case\",\"items\":[\"JCX-SJ-00" \
	"1\",\"JCX-SJ-015\"],\"officers\":[\"ZF-4304-017\",\"ZF-4304-033\"],\"from\":\"2026-11-20T09:00:00+08:0" \
	"0\",\"to\":\"2026-11-20T18:00:00+08:00\"}"
#define VECTOR_CODE \
	"XZ1.eyJ2IjoxLCJraWQiOiJzai0yMWZlMzFkZiIsInJlZiI6IjAxMjM0NTY3ODlBQkNERUZHSEpLTU5QUVJTIiwiYWdlbmN5Ijoi6KGh6Ziz" \
	"5biC5biC5Zy655uR552j566h55CG5bGAIiwic3ViamVjdCI6IjkxNDMwNDk5TUFERU0wMDAxMSIsImtpbmQiOiJjYXNlIiwiaXRlbXMiOlsi" \
	"SkNYLVNKLTAwMSIsIkpDWC1TSi0wMTUiXSwib2ZmaWNlcnMiOlsiWkYtNDMwNC0wMTciLCJaRi00MzA0LTAzMyJdLCJmcm9tIjoiMjAyNi0x" \
	"MS0yMFQwOTowMDowMCswODowMCIsInRvIjoiMjAyNi0xMS0yMFQxODowMDowMCswODowMCJ9.wC0I2n-EKrKvrrwdu80wFn74WBOIN1e-_Th" \
	"tgdkb_JZb8ZEjL4x3xzaIOKUKSBugA57Ww4eOvgBGMnx8gyCaBg"
