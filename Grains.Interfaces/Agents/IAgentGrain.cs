using Orleans.Concurrency;
using OrleansOps.Tasks;

namespace OrleansOps.Agents;

/// <summary>
/// One host: its session, its queue and its slots. Key: the agent id. Calls flow one way: this grain calls the task's grain and waits;
/// a task's grain only sends one-way calls here.
/// </summary>
[Alias("ops.IAgentGrain")]
public interface IAgentGrain : IGrainWithStringKey
{
    /// <summary>Gives the agent its name and labels. One that was connected keeps those that it has: only operators change them. Harmless to repeat.</summary>
    [Alias("Register")]
    Task Register(AgentRegistration registration);

    /// <summary>The agent as it stands, or null if it is not enrolled.</summary>
    [AlwaysInterleave, Alias("Describe")]
    Task<AgentView?> Describe();

    /// <summary>
    /// Opens a session with the next epoch; the connection before it is closed. Null if the agent is not enrolled. A second process with the
    /// identity is refused while the first one answers.
    /// </summary>
    [ResponseTimeout("00:00:14"), Alias("Connect")]
    Task<AgentSession?> Connect(AgentHello hello, IAgentConnection connection);

    /// <summary>
    /// A gateway has this session's connection and does not know whether the grain still has the session: it may have gone down with its silo. If it
    /// has, it goes on with the same number. Harmless to repeat.
    /// </summary>
    /// <param name="instance">What the agent's process was called in its Hello.</param>
    /// <param name="connection">
    /// Another name for the connection than the one that the session was opened with, so that nothing reaches the agent from where it was lost.
    /// </param>
    [Alias("TakeUp")]
    Task<SessionStanding> TakeUp(long epoch, string? instance, IAgentConnection connection);

    /// <summary>The connection of this session is gone.</summary>
    [Alias("Disconnected")]
    Task Disconnected(long epoch);

    /// <summary>The agent is alive. Returns when the next heartbeat is wanted, or null if the session is superseded.</summary>
    [Alias("Heartbeat")]
    Task<TimeSpan?> Heartbeat(long epoch, HostLoad load);

    /// <summary>
    /// Stores a task for this host, and sends it if a slot is free and nothing waits before it. Null, and nothing is stored: it is not enrolled, or goes by
    /// another name. Harmless to repeat.
    /// </summary>
    /// <param name="name">What the submitter calls the host; null where he names its id.</param>
    [Alias("Submit")]
    Task<SubmitReply?> Submit(string taskId, TaskSpec spec, string? name);

    [Alias("Accepted")]
    Task<ReportStatus> Accepted(long epoch, string taskId, int attempt);

    [Alias("Refused")]
    Task<ReportStatus> Refused(long epoch, string taskId, int attempt, bool retry, string reason);

    [Alias("Ended")]
    Task<ReportStatus> Ended(long epoch, string taskId, TaskResult result);

    /// <summary>A task waits for this agent, to be sent with this attempt or a later one.</summary>
    [OneWay, Alias("Enqueue")]
    Task Enqueue(string taskId, DateTimeOffset submittedAt, int attempt);

    /// <summary>A task needs this agent no longer: out of the queue, slot free.</summary>
    [OneWay, Alias("Release")]
    Task Release(string taskId);

    /// <summary>
    /// Tells the agent to end a task, if it is connected. A task that is not over (<paramref name="isOpen"/>) takes a slot until it is: the next
    /// session compares what takes one.
    /// </summary>
    [OneWay, Alias("SendCancel")]
    Task SendCancel(string taskId, int attempt, bool isOpen);

    /// <summary>Types into a task that runs on this agent. Nothing is kept of it; whoever hears nothing asks again, and nothing is typed twice.</summary>
    [AlwaysInterleave, Alias("Type")]
    Task<TerminalReply> Type(string taskId, int attempt, TerminalInput input);

    /// <summary>
    /// A task thinks that it is on this agent. It is told if the agent is away: so a task finds out even where the agent's grain was lost
    /// together with the connection and nobody noticed.
    /// </summary>
    [OneWay, Alias("Watch")]
    Task Watch(string taskId);

    /// <summary>Whether the agent is there, and how long it has had this task: what a task asks before it is given up.</summary>
    [AlwaysInterleave, Alias("Sight")]
    Task<TaskSight> PresenceFor(string taskId);

    /// <summary>Whether the agent has said that it does not hold this task, and in which session.</summary>
    [AlwaysInterleave, Alias("SessionFor")]
    Task<SessionSight> SessionFor(string taskId);

    /// <summary>Why a queued task still waits, in a sentence; null if it does not wait here.</summary>
    [AlwaysInterleave, Alias("WhyWaiting")]
    Task<Said?> WhyWaiting(string taskId);

    /// <summary>Its credential was replaced: the session that was opened with the one before is closed.</summary>
    [Alias("Rekeyed")]
    Task CredentialReplaced();

    /// <summary>Why queued tasks still wait, each in a sentence; null for one that does not wait here.</summary>
    [AlwaysInterleave, Alias("WhyEachWaits")]
    Task<IReadOnlyList<Said?>> ReasonsForWaiting(IReadOnlyList<string> taskIds);

    /// <summary>
    /// Gives it no new tasks, or gives it tasks again. What runs goes on, and what waits keeps waiting. Null if the agent is not enrolled.
    /// </summary>
    /// <param name="by">Who asks, for the events.</param>
    /// <param name="reason">Why, for whoever waits for the host; another one takes the place of that before.</param>
    [Alias("Drain")]
    Task<AgentView?> Drain(bool drain, string by, string? reason = null);

    /// <summary>Gives it another name, or other labels. Null if the agent is not enrolled.</summary>
    [Alias("Edit")]
    Task<AgentView?> Edit(AgentEdit edit);

    /// <summary>How the host was doing, in at most so many points (1 to 2,000); null if the agent is not enrolled.</summary>
    [AlwaysInterleave, Alias("History")]
    Task<LoadHistory?> History(DateTimeOffset from, DateTimeOffset to, int points);

    /// <summary>What happened to the agent, newest first; null if it is not enrolled.</summary>
    [AlwaysInterleave, Alias("Events")]
    Task<IReadOnlyList<HostEvent>?> Events(int most);

    /// <summary>Its credential is revoked: closes the connection, and refuses new sessions.</summary>
    [Alias("Remove")]
    Task Remove();

    /// <summary>Forgets an agent that was removed, once none of its tasks is open. True: nothing is left of it.</summary>
    [Alias("Forget")]
    Task<bool> Forget();
}
