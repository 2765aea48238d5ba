namespace OrleansOps.EndToEnd;

/// <summary>How one way of a line behaves, for connections that live and for those to come.</summary>
internal sealed class Link
{
    private const int Usual = 256 * 1024;
    private const int Narrow = 4 * 1024;

    private volatile TaskCompletionSource? _frozen;

    /// <summary>What is sent is taken and lost, and nobody is told.</summary>
    public bool IsBlackHole { get; set; }

    /// <summary>How long each byte travels.</summary>
    public TimeSpan Delay { get; set; }

    /// <summary>Bytes each second; 0 for no limit.</summary>
    public int BytesPerSecond { get; set; }

    /// <summary>Completes as long as the line carries anything.</summary>
    public Task Flows => _frozen?.Task ?? Task.CompletedTask;

    /// <summary>Bytes that the line takes in before it stops reading.</summary>
    public int Holds => BytesPerSecond == 0 ? Usual : Narrow;

    /// <summary>Nothing is read and nothing carried; nothing is lost either.</summary>
    public void Freeze() => _frozen ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

    public void Thaw()
    {
        var frozen = _frozen;
        _frozen = null;
        frozen?.TrySetResult();
    }

    /// <summary>As it was at the beginning.</summary>
    public void Heal()
    {
        IsBlackHole = false;
        Delay = TimeSpan.Zero;
        BytesPerSecond = 0;
        Thaw();
    }
}
