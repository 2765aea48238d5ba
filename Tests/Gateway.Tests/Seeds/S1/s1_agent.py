"""An agent of S1, written from what is known of its protocol, and no line of the gateway's code: for tests of the gateway's doors for such agents.

  s1_agent.py agent HTTP-ADDRESS TOKEN   registers, connects, runs what it is given, sends everything twice, and keeps it until it is acknowledged
  s1_agent.py wire                       does what lines of JSON on its standard input say, and prints what comes as lines of JSON:
      {"connect": ADDRESS, "protocol": TEXT, "deflate": BOOL}   {"say": TEXT}
      {"bytes": COUNT}   {"fragments": COUNT, of 64 KiB each}   {"close": true}
"""
import asyncio
import json
import os
import signal
import sys
import time
import urllib.request
import uuid

import websockets


def show(**what):
    print(json.dumps(what), flush=True)


async def lines_of_input():
    reader = asyncio.StreamReader(limit=64 * 1024 * 1024)
    await asyncio.get_running_loop().connect_read_pipe(lambda: asyncio.StreamReaderProtocol(reader), sys.stdin)
    while line := await reader.readline():
        yield json.loads(line)


async def connect(address, protocol, deflate):
    return await websockets.connect(
        address, extra_headers={"Sec-WebSocket-Protocol": protocol} if protocol else {}, compression="deflate" if deflate else None,
        max_size=None, open_timeout=20, ping_interval=None)


async def print_all(socket):
    try:
        async for message in socket:
            show(came=json.loads(message))
    except websockets.ConnectionClosed:
        pass
    show(closed=socket.close_code, why=socket.close_reason)


async def wire():
    socket = reading = None
    async for order in lines_of_input():
        try:
            if "connect" in order:
                socket = await connect(order["connect"], order.get("protocol"), order.get("deflate", False))
                reading = asyncio.create_task(print_all(socket))
                show(open=True, deflate="permessage-deflate" in socket.response_headers.get("Sec-WebSocket-Extensions", ""))
            elif "say" in order:
                await socket.send(order["say"])
            elif "bytes" in order:
                await socket.send("x" * order["bytes"])
            elif "fragments" in order:
                async def pieces():
                    for _ in range(order["fragments"]):
                        yield "x" * 65536
                await socket.send(pieces())
            elif "close" in order:
                await socket.close()
        except websockets.InvalidStatusCode as refused:
            show(refused=refused.status_code)
        except (websockets.ConnectionClosed, websockets.InvalidState):
            pass   # what closed it is shown by who reads
    if reading:
        reading.cancel()


class Agent:
    """Reports are kept until they are acknowledged, over every connection, and each is sent twice."""

    def __init__(self, base, token):
        self.base, self.token = base, token
        self.kept, self.running, self.socket = {}, {}, None

    def register(self):
        body = {"name": "s1-host", "token": self.token, "labels": {"rack": "7"}, "host_id": 12,
                "system": {"hostname": "s1-host.example.org", "os": "linux", "arch": "amd64", "ips": ["10.1.2.3"]}}
        request = urllib.request.Request(
            self.base + "/api/agents/register/", json.dumps(body).encode(), {"Content-Type": "application/json", "Authorization": "Bearer " + self.token})
        with urllib.request.urlopen(request) as answer:
            return json.load(answer)

    async def run(self):
        known = self.register()
        show(registered=known)
        while True:
            try:
                self.socket = await connect(known["ws_url"], "agent-token," + self.token, True)
                show(open=True)
                for message in list(self.kept.values()):
                    await self.send(message)
                await asyncio.gather(self.listen(), self.beat(self.socket))
            except (OSError, asyncio.TimeoutError, websockets.WebSocketException):
                await asyncio.sleep(0.2)

    async def listen(self):
        async for text in self.socket:
            message = json.loads(text)
            if message["type"] == "task":
                asyncio.create_task(self.work(message["task"]))
            elif message["type"] == "cancel_task" and message["task_id"] in self.running:
                os.killpg(self.running[message["task_id"]].pid, signal.SIGKILL)
                self.running[message["task_id"]].was_cancelled = True
            elif message["type"] == "ack":
                show(acked=message["ack_id"])
                self.kept.pop(message["ack_id"], None)
        raise websockets.ConnectionClosedError(None, None)

    async def beat(self, socket):
        while True:
            await socket.send(json.dumps({"type": "heartbeat", "ts": int(time.time() * 1000), "payload": {"timestamp": int(time.time()), "system": {
                "hostname": "s1-host.example.org", "os": "linux", "arch": "amd64", "ips": ["10.1.2.3"], "cpu_usage": 12.5, "memory_usage": 40.0,
                "disk_usage": {"/": 50.0}, "load_avg": [0.5, 0.4, 0.3], "uptime": 3600}}}))
            await asyncio.sleep(1)

    async def send(self, message):
        try:
            await self.socket.send(json.dumps(message))
        except websockets.ConnectionClosed:
            pass   # it is kept

    async def keep(self, message):
        message.update(message_id=str(uuid.uuid4()), ts=int(time.time() * 1000))
        self.kept[message["message_id"]] = message
        await self.send(message)
        await self.send(message)

    async def work(self, task):
        started = int(time.time())
        process = await asyncio.create_subprocess_exec(
            "/bin/sh", "-c", task["command"], stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE, start_new_session=True,
            env={**os.environ, **(task.get("env") or {})})
        process.was_cancelled = False
        self.running[task["id"]] = process
        show(started=task["id"])

        async def follow(pipe, stream):
            while line := await pipe.readline():
                await self.keep({"type": "log", "task_id": task["id"], "logs": [{
                    "timestamp": int(time.time()), "level": "info", "content": line.decode().rstrip("\n"), "stream": stream, "task_id": task["id"],
                    "host_id": 12, "host_name": "s1-host"}]})

        await asyncio.gather(follow(process.stdout, "stdout"), follow(process.stderr, "stderr"))
        code = await process.wait()
        del self.running[task["id"]]
        status = "cancelled" if process.was_cancelled else "success" if code == 0 else "failed"
        await self.keep({"type": "task_result", "task_id": task["id"], "result": {
            "task_id": task["id"], "status": status, "exit_code": code, "log": "", "log_size": 0, "started_at": started, "finished_at": int(time.time()),
            "error_msg": "" if code == 0 else "task cancelled" if process.was_cancelled else "exit status %d" % code,
            "error_code": 0 if code == 0 else 3005}})


asyncio.run(wire() if sys.argv[1] == "wire" else Agent(sys.argv[2], sys.argv[3]).run())
