namespace OrleansOps.Seeds.Conversations;

/// <summary>What happens because time goes by.</summary>
internal sealed partial class SeedConversation
{
    /// <summary>What the store has not answered for so long is given to it again.</summary>
    private static readonly TimeSpan RepeatAfter = TimeSpan.FromSeconds(5);

    private long _borneAt;
    private int _bearing;

    /// <summary>Looks at the clock.</summary>
    public void Look()
    {
        var since = Volatile.Read(ref _sayingSince);
        if (since != 0 && Time.GetElapsedTime(since) > _services.Sockets.Options.StuckAfter)
        {
            LogStuck(_words.System, AgentId);
            Cut();
        }
        else if (since == 0 && !_socket.IsClosing
            && _words.Reminder(Time.GetElapsedTime(Volatile.Read(ref _saidAt)), Time.GetElapsedTime(Volatile.Read(ref _heardAt)), Now) is { } reminder)
        {
            _ = Remind(reminder);
        }

        foreach (var (task, end) in _unsettled)
        {
            if (Time.GetElapsedTime(end.At) > RepeatAfter && _unsettled.TryUpdate(task, end with { At = Time.GetTimestamp() }, end))
            {
                PassOn(end.Ended);
            }
        }

        if (_words.MayBeSilent && _socket.Epoch != 0 && !_socket.IsClosing
            && Time.GetElapsedTime(Volatile.Read(ref _heardAt)) > _socket.Pace && Time.GetElapsedTime(_borneAt) > _socket.Pace
            && Interlocked.Exchange(ref _bearing, 1) == 0)
        {
            _borneAt = Time.GetTimestamp();
            _ = Bear();
        }
    }

    /// <summary>An agent that says nothing while its task prints nothing is there: its host answers for the connection, or that breaks.</summary>
    private async Task Bear()
    {
        try
        {
            if (await _services.Facts.IsBusy(AgentId).WaitAsync(_socket.AnswerWithin, Time))
            {
                await _services.Sessions.Beat(_socket, _beat);
            }
        }
        catch (Exception failed)
        {
            LogNotBorne(_words.System, AgentId, failed.Message);   // asked again soon, or its session is over
        }
        finally
        {
            Volatile.Write(ref _bearing, 0);
        }
    }
}
