"""A sitting in a spreadsheet: one workbook (XLSX, ODS) or one CSV file a sheet, to the same trees as YAML."""
