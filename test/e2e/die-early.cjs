// Loaded into each function before its bundle. As long as the file of DIE_EARLY lies there, on-cloudtrail-event dies at its first call
// of AWS, as a process dies: without a word, and before it has remembered anything. That it died stands in the file.
const fs = require('node:fs');
const http = require('node:http');
const { syncBuiltinESMExports } = require('node:module');

const { AWS_LAMBDA_FUNCTION_NAME: name = '', DIE_EARLY: file = '' } = process.env;
const { request } = http;

if (name.endsWith('on-cloudtrail-event')) {
  http.request = (...args) => {
    if (fs.existsSync(file)) {
      fs.writeFileSync(file, 'died');
      process.kill(process.pid, 'SIGKILL');
    }
    return request(...args);
  };
  syncBuiltinESMExports();
}
