// An agent of S4 with the WebSocket of Node, written from what is known of its protocol: connects, introduces itself, and ends what it is given at once.
//   node --experimental-websocket s4_agent.mjs ADDRESS TOKEN
const [address, token] = process.argv.slice(2);
const socket = new WebSocket(`${address}?token=${token}`);
const show = what => console.log(JSON.stringify(what));
const say = message => socket.send(JSON.stringify(message));

const answers = {
  auth_success() {
    show({ open: true });
    say({ type: "auth", token, agent_info: { version: "1.0.0", platform: "linux", python_version: "3.9.0" } });
    say({ type: "heartbeat", data: { node_ip: "10.1.2.5", os_type: "Linux", os_version: "12", cpu_info: { usage_percent: 1, cores: 2 }, memory_info: {}, disk_info: {} } });
  },
  ping: () => say({ type: "pong" }),
  task({ task_id, command, env_vars }) {
    const timestamp = new Date().toISOString();
    say({ type: "task_log", task_id, level: "info", message: `${command} ${JSON.stringify(env_vars)}`, timestamp });
    say({ type: "task_result", task_id, status: "success", exit_code: 0, output: "", error: null, duration: 0.25, timestamp });
  },
};

socket.onmessage = ({ data }) => {
  const message = JSON.parse(data);
  show({ came: message });
  answers[message.type]?.(message);
};
socket.onerror = () => show({ failed: true });
socket.onclose = ({ code, reason }) => show({ closed: code, why: reason });
