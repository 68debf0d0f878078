/* Counts the rows of a workbook, one at a time, with exceljs. */
const { stream } = require("exceljs");

async function countRows(path) {
	const book = new stream.xlsx.WorkbookReader(path, {
		sharedStrings: "cache", worksheets: "emit",
	});
	let n = 0;

	for await (const sheet of book)
		for await (const row of sheet)
			n += row.hasValues ? 1 : 0;
	return n;
}

countRows(process.argv[2]).then((n) => console.log(n));
