"""A control plane of S2, from what is known of it: signs its requests and sends them. Shares no code with the gateway.

Reads orders from standard input, one JSON object a line, and prints the answer to each:
  {"method", "path", "body"?, "bodyBytes"?, "secret"?, "skew"?, "timestamp"?,
   "signature"?, "signedPath"?},
or {"again": true, "headers"?}: the one before once more, with the same signature.
"""
import hashlib
import hmac
import http.client
import json
import sys
import time
import urllib.parse

base = urllib.parse.urlsplit(sys.argv[1])


def headers_of(order, body):
    timestamp = order.get("timestamp", str(int(time.time()) + order.get("skew", 0)))
    path = order.get("signedPath", urllib.parse.urlsplit(order["path"]).path)
    message = timestamp.encode() + b"\n" + order["method"].encode() + b"\n" + path.encode() + b"\n" + body
    signature = order.get("signature", hmac.new(order.get("secret", "").encode(), message, hashlib.sha256).hexdigest())
    return {"Content-Type": "application/json", "X-Timestamp": timestamp, "X-Signature": signature}


def send(method, path, body, headers):
    connection = http.client.HTTPConnection(base.hostname, base.port, timeout=60)
    try:
        try:
            connection.request(method, path, body=body or None, headers=headers)
        except (BrokenPipeError, ConnectionResetError):
            pass  # it was refused before all of it was read
        answer = connection.getresponse()
        return {"status": answer.status, "type": answer.getheader("Content-Type"), "body": answer.read().decode(), "signature": headers.get("X-Signature")}
    finally:
        connection.close()


def main():
    last = None
    for line in sys.stdin:
        order = json.loads(line)
        if order.get("again"):
            sent = (*last[:3], {**last[3], **order.get("headers", {})})
        else:
            body = b"x" * order["bodyBytes"] if "bodyBytes" in order else order.get("body", "").encode()
            signed = "secret" in order or "signature" in order
            sent = (order["method"], order["path"], body, headers_of(order, body) if signed else {"Content-Type": "application/json"})
            last = sent
        print(json.dumps(send(*sent)), flush=True)


main()
