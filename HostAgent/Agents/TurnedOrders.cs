using OrleansOps.HostAgent.Logs;
using OrleansOps.HostAgent.Tasks;
using OrleansOps.Protocol;

namespace OrleansOps.HostAgent.Agents;

/// <summary>Takes what the gateway says from the socket and turns to it when its turn has come, in the order in which it was said.</summary>
internal sealed class TurnedOrders(Turns turns, OrderDesk desk, InputDesk input, LogLoop logs, Action<Goodbye> goodbye) : IAgentClient
{
    public Task Run(RunTask order) => Turn(order, static (self, order) => _ = self.Desk.Run(order));

    public Task Cancel(CancelTask order) => Turn(order, static (self, order) => _ = self.Desk.Cancel(order));

    public Task Type(TypeInput said) => Turn(said, static (self, said) => _ = self.Input.Type(said));

    public Task LogStored(LogMark mark) => Turn(mark, static (self, mark) => self.Logs.Take(mark));

    public Task Settled(TaskSettled settled) => Turn(settled, static (self, settled) => _ = self.Desk.Settle(settled));

    public Task Goodbye(Goodbye goodbye) => Turn(goodbye, static (self, goodbye) => self.SayGoodbye(goodbye));

    private OrderDesk Desk => desk;

    private InputDesk Input => input;

    private LogLoop Logs => logs;

    private Action<Goodbye> SayGoodbye => goodbye;

    /// <summary>The socket's reader goes on at once: an order that waits for the disk must not hold up the next one.</summary>
    private Task Turn<T>(T said, Action<TurnedOrders, T> take)
    {
        turns.Post(_ => take(this, said), null);
        return Task.CompletedTask;
    }
}
