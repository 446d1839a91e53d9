// Loaded into each function before its bundle. As long as the file of DIE_ONCE lies there, on-cloudtrail-event dies at its first call
// of AWS, as a process dies: without a word, and before it has remembered anything.
const fs = require('node:fs');
const http = require('node:http');
const { syncBuiltinESMExports } = require('node:module');

const { AWS_LAMBDA_FUNCTION_NAME: name = '', DIE_ONCE: file = '' } = process.env;
const { request } = http;

if (name.endsWith('on-cloudtrail-event')) {
  http.request = (...args) => {
    if (fs.existsSync(file)) {
      fs.rmSync(file);
      process.kill(process.pid, 'SIGKILL');
    }
    return request(...args);
  };
  syncBuiltinESMExports();
}
