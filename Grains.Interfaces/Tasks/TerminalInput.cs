namespace OrleansOps.Tasks;

/// <summary>What somebody types into the terminal of a task, and how large his own is. It may hold passwords: nothing of it is stored, logged or traced.</summary>
/// <param name="At">Where the bytes stand among all that are ever typed into the attempt.</param>
/// <param name="Data">The bytes; null: the question is how many were typed.</param>
/// <param name="Size">The terminal's size from now on; null: the one that it has.</param>
[GenerateSerializer, Immutable, Alias("ops.TerminalInput")]
public sealed record TerminalInput([property: Id(0)] long At, [property: Id(1)] byte[]? Data = null, [property: Id(2)] TerminalSize? Size = null)
{
    /// <summary>Calls that fail are logged with what they were given.</summary>
    public override string ToString() => "what was typed";
}
