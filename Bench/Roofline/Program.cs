// The least that any system of this kind must do, and nothing else: HTTP submit, XADD, WebSocket, spawn, synced outbox, XADD, ACK.
// No identity, no retries, no limits. What the product reaches is stated as a share of what this reaches in the same run.
//
//   server PORT REDIS_PORT resp|client     the door, the store and the worker's socket
//   worker PORT SLOTS OUTBOX_FILE          spawns what it is told to
//   hub PORT                               a bare SignalR hub, for memory per idle connection
using OrleansOps.Roofline;

switch (args)
{
    case ["server", var port, var redisPort, var client]:
        await using (IEventLog log = client switch
        {
            "resp" => await RespLog.Connect(int.Parse(redisPort)),
            _ => await ClientLog.Connect(int.Parse(redisPort)),
        })
        {
            await Server.Run(int.Parse(port), log);
        }

        return 0;

    case ["worker", var port, var slots, var outbox]:
        await Worker.Run(int.Parse(port), int.Parse(slots), outbox);
        return 0;

    case ["hub", var port]:
        await BareHub.Run(int.Parse(port));
        return 0;

    default:
        await Console.Error.WriteLineAsync("server PORT REDIS_PORT resp|client; worker PORT SLOTS OUTBOX_FILE; hub PORT");
        return 2;
}
