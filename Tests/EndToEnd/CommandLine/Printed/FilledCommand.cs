namespace OrleansOps.EndToEnd;

/// <summary>A printed command as somebody types it who has the hosts and tasks of this installation.</summary>
/// <param name="Line">For a shell.</param>
/// <param name="ExitCode">What its help says that it ends with.</param>
internal sealed record FilledCommand(string Line, int ExitCode = 0);
