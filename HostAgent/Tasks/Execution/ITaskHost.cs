using OrleansOps.HostAgent.Logs;
using OrleansOps.Protocol;

namespace OrleansOps.HostAgent.Tasks;

/// <summary>What the agent needs of its machine to run attempts. Linux is one, a simulated machine another.</summary>
internal interface ITaskHost
{
    /// <summary>Starts an attempt. What goes wrong is told by the end of the returned process.</summary>
    Task<ITaskProcess> Start(RunTask order);

    /// <summary>
    /// Finds what became of an attempt that an earlier life of the agent may have started. Null if it never ran, and from now on never
    /// will unless <see cref="Start"/> is called.
    /// </summary>
    Task<ITaskProcess?> Find(RunTask order);

    /// <summary>
    /// Brings what an attempt that is over has left into the store, or finds what became of that if an earlier life of the agent began it. Null if nothing is to be
    /// brought, or cannot be here.
    /// </summary>
    Task<ITaskProcess?> Gather(RunTask order);

    /// <summary>Types into the terminal of an attempt.</summary>
    /// <returns>How many bytes were typed into it so far; null if it has no terminal that answers.</returns>
    Task<long?> Type(TypeInput input);

    /// <summary>The output of an attempt; empty while there is none.</summary>
    IOutput Output(AttemptId attempt, LogStream stream);

    /// <summary>What is noted of the order in which an attempt wrote it; empty while nothing is.</summary>
    IOutput Order(AttemptId attempt);

    /// <summary>Deletes everything of an attempt that is over.</summary>
    Task Remove(AttemptId attempt);

    /// <summary>Deletes what is left of attempts that nobody knows any more: their deletion was cut short.</summary>
    Task RemoveAllBut(IEnumerable<AttemptId> known);

    /// <summary>Moves what an attempt left behind to where an operator finds it.</summary>
    Task SetAside(AttemptId attempt);
}
