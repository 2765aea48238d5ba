namespace OrleansOps.Simulation.World;

/// <summary>What can go wrong in a simulated world.</summary>
internal enum FaultKind
{
    /// <summary>A connection breaks; both ends notice soon. What was under way is lost from some message on, in each direction.</summary>
    ConnectionCut,

    /// <summary>A connection carries nothing any more, and each end notices by its own time-out.</summary>
    HalfOpen,

    /// <summary>One direction of a connection carries nothing any more.</summary>
    OneWayCut,

    /// <summary>The agent cannot reach the gateway for a while.</summary>
    Isolation,

    /// <summary>Messages take up to seconds.</summary>
    SlowNetwork,

    /// <summary>A gateway takes its time: what it is told, by agents and by grains, goes on seconds later, and not in the same order.</summary>
    SlowGateway,

    /// <summary>
    /// What an agent says is held up on the way until it has given the connection up and come back; and the gateway of the old connection does
    /// not hear that it is to be closed. So the old one still speaks when the new one is open.
    /// </summary>
    LateWords,

    /// <summary>Messages arrive twice.</summary>
    Duplicates,

    /// <summary>SIGKILL of the agent at any step.</summary>
    AgentKilled,

    /// <summary>SIGKILL of the agent while it writes its journal: any part of the write is on disk.</summary>
    AgentKilledWriting,

    /// <summary>SIGKILL of the agent just after its journal was flushed, before it could act on that.</summary>
    AgentKilledFlushed,

    /// <summary>The agent is asked to stop, and started again.</summary>
    AgentRestarted,

    /// <summary>SIGSTOP of the agent, and SIGCONT.</summary>
    AgentStopped,

    /// <summary>The machine loses power and starts again.</summary>
    HostReboot,

    /// <summary>SIGKILL of a task's supervisor.</summary>
    SupervisorKilled,

    /// <summary>The agent's disk is full for a while.</summary>
    DiskFull,

    /// <summary>Flushes of the agent's disk take up to seconds.</summary>
    SlowDisk,

    /// <summary>Tasks cannot be started.</summary>
    StartFails,

    /// <summary>SIGKILL of gateway and silo.</summary>
    ServerKilled,

    /// <summary>Gateway and silo are asked to stop, and started again.</summary>
    ServerRestarted,

    /// <summary>SIGSTOP of gateway and silo, and SIGCONT.</summary>
    ServerStopped,

    /// <summary>Redis is away for a while.</summary>
    StoreDown,

    /// <summary>Calls to Redis fail before they arrived.</summary>
    StoreUnsent,

    /// <summary>Calls to Redis fail after they were carried out.</summary>
    StoreUnanswered,

    /// <summary>Calls to Redis are carried out after their caller has given them up.</summary>
    StoreLate,

    /// <summary>Redis answers slowly.</summary>
    StoreSlow,

    /// <summary>Calls between grains overtake each other.</summary>
    SlowCalls,

    /// <summary>Calls between grains are lost, late, or fail after they were carried out.</summary>
    LostCalls,

    /// <summary>The server's clock is set.</summary>
    ServerClock,

    /// <summary>An agent's clock is set.</summary>
    AgentClock,

    /// <summary>Redis loses the last second of what it acknowledged (appendfsync everysec and a power failure).</summary>
    LastSecondLost,

    /// <summary>A silo takes grains with it, any number of them: agents, tasks, logs, due times. The gateway and its sockets stay.</summary>
    GrainsLost,
}
