// Fills one template for a list of data sets, on demand: "engine count folder" on each line of the standard input
// gives the milliseconds of one document.
const fs = require("fs");
const path = require("path");
const { TemplateHandler } = require("easy-template-x");
const Docxtemplater = require("docxtemplater");
const PizZip = require("pizzip");

const [template, dataFile] = process.argv.slice(2);
const bytes = fs.readFileSync(template);
const data = JSON.parse(fs.readFileSync(dataFile, "utf8"));

const engines = {
  "easy-template-x": async (values) => new TemplateHandler().process(bytes, values),
  docxtemplater: async (values) => {
    const document = new Docxtemplater(new PizZip(bytes), { paragraphLoop: true, linebreaks: true });
    document.render(values);
    return document.getZip().generate({ type: "nodebuffer", compression: "DEFLATE" });
  },
};

let number = 0;

async function run(line) {
  const [engine, count, folder] = line.split(" ");
  const start = process.hrtime.bigint();
  for (let rank = 0; rank < Number(count); rank += 1) {
    const made = await engines[engine](data[rank % data.length]);
    fs.writeFileSync(path.join(folder, `${engine}-${number++}.docx`), made);
  }
  return Number(process.hrtime.bigint() - start) / 1e6 / Number(count);
}

async function main() {
  for await (const line of require("readline").createInterface({ input: process.stdin })) {
    console.log(await run(line));
  }
}

main();
