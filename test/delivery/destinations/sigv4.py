# Signature Version 4 a second time, with hmac and hashlib alone: one request as JSON on stdin, its authorization on stdout.
import hashlib
import hmac
import json
import sys
from urllib.parse import quote

q = json.load(sys.stdin)
headers = {k.lower(): ' '.join(v.split()) for k, v in q['headers'].items()}
body = bytes.fromhex(q['body'])
date = headers['x-amz-date']
path = quote(q['path'], safe='/-_.~')
query = '&'.join(sorted(quote(k, safe='-_.~') + '=' + quote(v, safe='-_.~') for k, v in q['query']))
names = ';'.join(sorted(headers))
canonical = '\n'.join([q['method'], path, query] + [f'{k}:{headers[k]}' for k in sorted(headers)] + ['', names, hashlib.sha256(body).hexdigest()])
scope = '/'.join([date[:8], q['region'], q['service'], 'aws4_request'])
to_sign = '\n'.join(['AWS4-HMAC-SHA256', date, scope, hashlib.sha256(canonical.encode()).hexdigest()])
key = ('AWS4' + q['secret']).encode()
for part in scope.split('/'):
    key = hmac.new(key, part.encode(), hashlib.sha256).digest()
signature = hmac.new(key, to_sign.encode(), hashlib.sha256).hexdigest()
print(f"AWS4-HMAC-SHA256 Credential={q['id']}/{scope}, SignedHeaders={names}, Signature={signature}")
