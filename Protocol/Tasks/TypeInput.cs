namespace OrleansOps.Protocol;

/// <summary>
/// What somebody types into the terminal of a task, and how large his own is. Answered by <see cref="InputTyped"/>. Saying it again is harmless: what was typed
/// before is not typed twice. It may hold passwords, so it is nowhere written down.
/// </summary>
/// <param name="Number">Names the question: its answer has the same.</param>
/// <param name="TaskId">Which task.</param>
/// <param name="Attempt">Which of its attempts; another one is not typed into.</param>
/// <param name="At">Where the bytes stand among all that are ever typed into the attempt, from 0.</param>
/// <param name="Data">The bytes, at most <see cref="Limits.InputBytes"/>; null: none, the question is how many were typed.</param>
/// <param name="Size">The size that the terminal has from now on; null: the one that it has.</param>
public sealed record TypeInput(long Number, string TaskId, int Attempt, long At, byte[]? Data = null, TerminalSize? Size = null);
