"""An agent of S4, written from what is known of its protocol, and no line of the gateway's code: for tests of the gateway's door for such agents.

  s4_agent.py agent ADDRESS TOKEN DIRECTORY   connects, introduces itself, says every second how its host is doing, runs what it is given in directories of its own below DIRECTORY
  s4_agent.py wire                            does what lines of JSON on its standard input say, and prints what comes as lines of JSON:
      {"connect": ADDRESS, "header": {NAME: VALUE}}   {"say": TEXT}   {"close": true}
      {"bytes": COUNT}   {"fragments": COUNT, of 64 KiB each}   {"frame": HEX, a frame's payload of text as it is}   {"deaf": true}
"""
import asyncio
import json
import os
import signal
import sys
import time
from datetime import datetime, timezone

import websockets


def show(**what):
    print(json.dumps(what), flush=True)


def now():
    return datetime.now(timezone.utc).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


async def lines_of_input():
    reader = asyncio.StreamReader(limit=128 * 1024 * 1024)
    await asyncio.get_running_loop().connect_read_pipe(lambda: asyncio.StreamReaderProtocol(reader), sys.stdin)
    while line := await reader.readline():
        yield json.loads(line)


async def print_all(socket):
    try:
        async for message in socket:
            show(came=json.loads(message), text=message)
    except websockets.ConnectionClosed:
        pass
    show(closed=socket.close_code, why=socket.close_reason)


async def wire():
    socket = reading = None
    async for order in lines_of_input():
        try:
            if "connect" in order:
                socket = await websockets.connect(order["connect"], extra_headers=order.get("header") or {}, open_timeout=30, ping_interval=None, max_size=2 ** 20)
                reading = asyncio.create_task(print_all(socket))
                show(open=True)
            elif "say" in order:
                await socket.send(order["say"])
            elif "bytes" in order:
                await socket.send("x" * order["bytes"])
            elif "fragments" in order:
                async def pieces():
                    for _ in range(order["fragments"]):
                        yield "x" * 65536
                await socket.send(pieces())
            elif "frame" in order:
                payload = bytes.fromhex(order["frame"])
                socket.transport.write(bytes([0x81, 0x80 | len(payload), 0, 0, 0, 0]) + payload)   # masked with nothing
            elif "deaf" in order:
                reading.cancel()
                socket.transport.pause_reading()
            elif "close" in order:
                await socket.close()
        except websockets.InvalidStatusCode as refused:
            show(refused=refused.status_code)
        except (websockets.ConnectionClosed, websockets.InvalidState):
            pass   # what closed it is shown by who reads
    if reading:
        reading.cancel()


class Agent:
    """Says each thing once. What happens without a connection it does not keep, but the last result."""

    def __init__(self, address, token, directory):
        self.address, self.token, self.directory = address, token, directory
        self.socket, self.running, self.unsent = None, {}, []

    async def run(self):
        while True:
            try:
                async with websockets.connect(self.address + "?token=" + self.token, open_timeout=30, ping_interval=20, ping_timeout=10) as self.socket:
                    await self.socket.send(json.dumps({"type": "auth", "token": self.token, "agent_info": {"version": "1.0.0", "platform": "linux", "python_version": "3.9.0"}}))
                    await asyncio.gather(self.listen(self.socket), self.beat(self.socket))
            except websockets.ConnectionClosed as closed:
                show(closed=closed.code, why=closed.reason)
                if closed.code == 1008:
                    sys.exit("AUTH_FAILED: " + closed.reason)
            except (OSError, asyncio.TimeoutError, websockets.WebSocketException) as failed:
                show(failed=str(failed))
            await asyncio.sleep(0.5)

    async def listen(self, socket):
        async for text in socket:
            message = json.loads(text)
            kind = message["type"]
            if kind == "auth_success":
                self.directory = message["work_dir"]
                show(open=True)
                while self.unsent:
                    await self.send(self.unsent.pop(0))
            elif kind == "ping":
                await socket.send(json.dumps({"type": "pong"}))
            elif kind == "task":
                asyncio.create_task(self.work(message))
            elif kind == "cancel_task" and message["task_id"] in self.running:
                os.killpg(self.running[message["task_id"]].pid, signal.SIGTERM)
        raise websockets.ConnectionClosed(None, None)

    async def beat(self, socket):
        while True:
            await socket.send(json.dumps({"type": "heartbeat", "data": {
                "node_ip": "10.1.2.4", "os_type": "Linux", "os_version": "Ubuntu 20.04.3 LTS",
                "cpu_info": {"usage_percent": 7.5, "cores": 4, "model": "Unknown", "frequency": "Unknown"},
                "memory_info": {"total": 8192, "used": 1024, "free": 7168, "usage_percent": 12.5, "unit": "MB"},
                "disk_info": {"total": 1000, "used": 250, "free": 750, "usage_percent": 25.0, "unit": "MB"}}}))
            await asyncio.sleep(1)

    async def send(self, message):
        try:
            await self.socket.send(json.dumps(message, ensure_ascii=False))
            return True
        except websockets.ConnectionClosed:
            return False

    async def work(self, task):
        directory = task.get("work_dir") or os.path.join(self.directory, "tasks", task["task_id"])
        os.makedirs(directory, exist_ok=True)
        began, output = time.time(), []
        process = await asyncio.create_subprocess_shell(
            task["command"], cwd=directory, env={**os.environ, **task.get("env_vars", {})}, start_new_session=True,
            stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE)
        self.running[task["task_id"]] = process
        show(started=task["task_id"])

        async def follow(pipe, level):
            while line := await pipe.readline():
                output.append(line.decode().rstrip("\n"))
                await self.send({"type": "task_log", "task_id": task["task_id"], "level": level, "message": output[-1], "timestamp": now()})

        await asyncio.gather(follow(process.stdout, "info"), follow(process.stderr, "error"))
        code = await process.wait()
        del self.running[task["task_id"]]
        result = {"type": "task_result", "task_id": task["task_id"], "status": "success" if code == 0 else "failed", "exit_code": code,
                  "output": "\n".join(output), "error": None if code == 0 else "exit code %d" % code, "duration": time.time() - began, "timestamp": now()}
        show(ended=task["task_id"])
        if not await self.send(result):
            self.unsent.append(result)


asyncio.run(wire() if sys.argv[1] == "wire" else Agent(sys.argv[2], sys.argv[3], sys.argv[4]).run())
