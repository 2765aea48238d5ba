namespace OrleansOps.Locks;

/// <summary>What the locks of tasks are called. A task names one, of the whole fleet (<c>deploy</c>) or of its host alone (<c>host:deploy</c>); what it is called everywhere is its id.</summary>
public static class LockNames
{
    /// <summary>Longest name, in characters.</summary>
    public const int Length = 64;

    /// <summary>Before the name of a lock that every host has for itself.</summary>
    public const string OfHost = "host:";

    private const char At = '@';

    /// <summary>1 to <see cref="Length"/> characters out of A-Z, a-z, 0-9, '_', '-' and '.', the first a letter or a digit.</summary>
    public static bool IsName(string? name) =>
        name is { Length: > 0 and <= Length }
        && char.IsAsciiLetterOrDigit(name[0])
        && name.All(character => char.IsAsciiLetterOrDigit(character) || character is '_' or '-' or '.');

    /// <summary>Whether a task may name it.</summary>
    public static bool IsLock(string? text) => IsName(text) || (text?.StartsWith(OfHost, StringComparison.Ordinal) == true && IsName(text[OfHost.Length..]));

    /// <summary>The id of the lock that a task on this host means: <c>deploy</c>, or <c>deploy@host</c>.</summary>
    public static string Id(string text, string agentId) => text.StartsWith(OfHost, StringComparison.Ordinal) ? $"{text[OfHost.Length..]}{At}{agentId}" : text;

    /// <summary>Name and host of an id; no host: it is the fleet's. Null: it is no id.</summary>
    public static (string Name, string? Host)? Read(string id) => id.Split(At) switch
    {
        [var name] when IsName(name) => (name, null),
        [var name, { Length: > 0 } host] when IsName(name) => (name, host),
        _ => null,
    };
}
