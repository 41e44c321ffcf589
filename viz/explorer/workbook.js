"use strict";

/*
 * A table as an Excel workbook (Office Open XML, ECMA-376, in a zip whose parts are stored as they
 * are). Texts are inline strings, which no spreadsheet takes for formulas.
 * Shared: xlsxOf, XLSX_TYPE.
 */
const XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
const WIDEST_COLUMN = 60;
const SHEET_NAME = 31; // what Excel allows

function xlsxOf({ head, rows }, title) {
  const xml = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
  const main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
  const relations = "http://schemas.openxmlformats.org/package/2006/relationships";
  const office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
  const content = "application/vnd.openxmlformats-officedocument.spreadsheetml";
  const name = xmlText(title.replace(/[\\/?*[\]:']/g, " ").slice(0, SHEET_NAME).trim() || "Remit");
  return zipOf([
    ["[Content_Types].xml", `${xml}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">` +
      '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>' +
      `<Override PartName="/xl/workbook.xml" ContentType="${content}.sheet.main+xml"/>` +
      `<Override PartName="/xl/worksheets/sheet1.xml" ContentType="${content}.worksheet+xml"/>` +
      `<Override PartName="/xl/styles.xml" ContentType="${content}.styles+xml"/></Types>`],
    ["_rels/.rels", `${xml}<Relationships xmlns="${relations}"><Relationship Id="rId1" Type="${office}/officeDocument" Target="xl/workbook.xml"/></Relationships>`],
    ["xl/workbook.xml", `${xml}<workbook xmlns="${main}" xmlns:r="${office}"><sheets><sheet name="${name}" sheetId="1" r:id="rId1"/></sheets></workbook>`],
    ["xl/_rels/workbook.xml.rels", `${xml}<Relationships xmlns="${relations}">` +
      `<Relationship Id="rId1" Type="${office}/worksheet" Target="worksheets/sheet1.xml"/>` +
      `<Relationship Id="rId2" Type="${office}/styles" Target="styles.xml"/></Relationships>`],
    ["xl/styles.xml", `${xml}<styleSheet xmlns="${main}"><fonts count="2"><font><sz val="11"/></font><font><b/><sz val="11"/></font></fonts>` +
      '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>' +
      "<borders count=\"1\"><border/></borders><cellStyleXfs count=\"1\"><xf/></cellStyleXfs>" +
      '<cellXfs count="2"><xf/><xf fontId="1" applyFont="1"/></cellXfs>' +
      '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'],
    ["xl/worksheets/sheet1.xml", xml + sheetXml(head, rows, main)],
  ]);
}

function sheetXml(head, rows, namespace) {
  const widths = head.map((title, i) =>
    Math.min(WIDEST_COLUMN, 3 + 2 * [title, ...rows.slice(0, 200).map((row) => row[i])].reduce((most, cell) => Math.max(most, textEms(String(cell === null || cell === undefined ? "" : cell))), 0)));
  const line = (cells, number, style) => `<row r="${number}">${cells.map((value, i) => {
    const place = `r="${columnLetters(i)}${number}"${style}`;
    if (value === null || value === undefined || value === "") return "";
    if (typeof value === "number" && Number.isFinite(value)) return `<c ${place}><v>${value}</v></c>`;
    return `<c ${place} t="inlineStr"><is><t xml:space="preserve">${xmlText(value)}</t></is></c>`;
  }).join("")}</row>`;
  return `<worksheet xmlns="${namespace}">` +
    '<sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" state="frozen"/></sheetView></sheetViews>' +
    `<cols>${widths.map((width, i) => `<col min="${i + 1}" max="${i + 1}" width="${rounded(width)}" customWidth="1"/>`).join("")}</cols>` +
    `<sheetData>${line(head, 1, ' s="1"')}${rows.map((row, i) => line(row, i + 2, "")).join("")}</sheetData></worksheet>`;
}

/** A, B, … Z, AA, … */
function columnLetters(index) {
  const letter = String.fromCharCode(65 + (index % 26));
  return index < 26 ? letter : columnLetters(Math.floor(index / 26) - 1) + letter;
}

/** A zip of [name, text] parts, stored without compression; PKWARE APPNOTE 4.3. */
function zipOf(parts) {
  const encoder = new TextEncoder();
  const chunks = [];
  const directory = [];
  let offset = 0;
  for (const [name, text] of parts) {
    const path = encoder.encode(name);
    const data = encoder.encode(text);
    const about = [[20, 2], [0x0800, 2], [0, 2], [0, 2], [0x21, 2], [crc32(data), 4], [data.length, 4], [data.length, 4], [path.length, 2], [0, 2]];
    const local = bytesOf([[0x04034b50, 4], ...about]);
    directory.push(bytesOf([[0x02014b50, 4], [20, 2], ...about, [0, 2], [0, 2], [0, 2], [0, 4], [offset, 4]]), path);
    chunks.push(local, path, data);
    offset += local.length + path.length + data.length;
  }
  const size = directory.reduce((sum, chunk) => sum + chunk.length, 0);
  const end = bytesOf([[0x06054b50, 4], [0, 2], [0, 2], [parts.length, 2], [parts.length, 2], [size, 4], [offset, 4], [0, 2]]);
  return new Blob([...chunks, ...directory, end]);
}

/** [value, bytes] pairs, least significant byte first. */
function bytesOf(fields) {
  return Uint8Array.from(fields.flatMap(([value, count]) => Array.from({ length: count }, (_, i) => (value >>> (8 * i)) & 0xff)));
}

const CRC_TABLE = Uint32Array.from({ length: 256 }, (_, byte) => {
  let value = byte;
  for (let bit = 0; bit < 8; bit += 1) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
  return value;
});

function crc32(data) {
  let value = 0xffffffff;
  for (const byte of data) value = (value >>> 8) ^ CRC_TABLE[(value ^ byte) & 0xff];
  return (value ^ 0xffffffff) >>> 0;
}
