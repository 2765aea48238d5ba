using System.Net.WebSockets;
using OrleansOps.Protocol;

namespace OrleansOps.Seeds.Conversations;

/// <summary>The words of one older system on one connection: turns what its agent says into those of the native protocol, and back. It sends nothing itself.</summary>
internal interface ISeedWords
{
    /// <summary>What the system is called, in logs and figures.</summary>
    string System { get; }

    /// <summary>What its hosts show as the version of their agent.</summary>
    string Version { get; }

    /// <summary>Tasks that one of its agents is given at once.</summary>
    int TasksAtOnce { get; }

    /// <summary>Bytes of one message of an agent, once it is unpacked.</summary>
    int MessageBytes { get; }

    /// <summary>
    /// Its agents keep what is not acknowledged, and say it again on their next connection. What the others say they say once: it is held here, and given to
    /// the store again and again.
    /// </summary>
    bool SaysAgain { get; }

    /// <summary>Its agents say nothing at all while a task of theirs prints nothing: that is no sign that they are gone.</summary>
    bool MayBeSilent { get; }

    /// <summary>How long a session waits for the first thing that an agent says of its host, where nothing is known of it yet. Zero: it says that elsewhere.</summary>
    TimeSpan FactsWithin { get; }

    /// <summary>What it is told before anything else, message by message.</summary>
    IReadOnlyList<byte[]> Greeting(DateTimeOffset now);

    SeedHeard Hear(ReadOnlyMemory<byte> message, DateTimeOffset now);

    /// <returns>The order; or why this host does not run it, and what to do instead.</returns>
    (byte[]? Message, string? Refusal) Order(RunTask order, DateTimeOffset now);

    byte[] Cancel(SeedTaskId task, DateTimeOffset now);

    /// <summary>Null: its agents are told nothing of what is stored.</summary>
    byte[]? Acknowledgement(string messageId, DateTimeOffset now);

    /// <summary>What it is to be told now, when it was told nothing, or has said nothing, for so long. Null: nothing.</summary>
    byte[]? Reminder(TimeSpan sinceSaid, TimeSpan sinceHeard, DateTimeOffset now);

    /// <summary>What it is told before its connection is closed. Null: the close frame says all.</summary>
    byte[]? LastWord(GoodbyeCode code, string reason);

    /// <summary>The code of the close frame.</summary>
    /// <param name="code">Null: the control plane does not answer.</param>
    WebSocketCloseStatus StatusOf(GoodbyeCode? code);
}
