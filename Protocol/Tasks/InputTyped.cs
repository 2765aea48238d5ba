namespace OrleansOps.Protocol;

/// <summary>What became of a <see cref="TypeInput"/>.</summary>
/// <param name="Number">Of the question.</param>
/// <param name="Code">Whether there is a terminal to type into.</param>
/// <param name="Typed">
/// Bytes that were typed into the attempt so far, by whoever. Fewer than were said: its programs do not read what they have, and the rest is to be said again. Fewer than
/// stand before what was said: that would leave a gap, and nothing of it was typed.
/// </param>
public sealed record InputTyped(long Number, InputCode Code, long Typed = 0);
