using System.Buffers;
using OrleansOps.Protocol;

namespace OrleansOps.HostAgent.Logs;

/// <summary>
/// Listens to the output of an attempt before it leaves: what a line says holds for every byte of both streams that is written after it, and for those before
/// that are still here. A stream's bytes may leave when they were looked at, and everything that the other one had by then.
/// </summary>
internal sealed class LogCommands
{
    private const int ReadBytes = 64 * 1024;
    private const int MostAtOnce = 1024 * 1024;
    private const long PageBytes = 4096;

    private readonly AttemptId _attempt;
    private readonly IOutput[] _outputs;
    private readonly CommandScan[] _scans;
    private readonly Func<HeardCommands, Task> _keep;
    private readonly long?[] _ends = new long?[2];
    private readonly long[] _clear = new long[2];
    private readonly long[] _keptUpTo = new long[2];
    private int _keptVersion;
    private bool _isKeeping;

    /// <param name="secrets">Of the task.</param>
    /// <param name="keep">Writes down what was heard, on which the next life of the agent goes on. Bytes that said something are given back to the disk only after that.</param>
    public LogCommands(AttemptId attempt, IReadOnlyDictionary<string, string>? secrets, IOutput stdout, IOutput stderr, Func<HeardCommands, Task> keep)
    {
        (_attempt, _outputs, _keep, Results) = (attempt, [stdout, stderr], keep, new CommandResults(secrets));
        _scans = [NewScan(), NewScan()];
    }

    public CommandResults Results { get; }

    /// <summary>An earlier life of the agent listened before, and may have given back what it heard.</summary>
    public void Adopt(HeardCommands? heard)
    {
        if (heard is not null)
        {
            Results.Adopt(heard);
        }

        for (var stream = 0; stream < 2; stream++)
        {
            _scans[stream].GoTo(_outputs[stream].FirstByte());
        }
    }

    /// <summary>Bytes of a stream that may leave while more may follow.</summary>
    public long Ready(LogStream stream)
    {
        // How much there is of it before how much there is of the other: what that one says later concerns none of these bytes.
        var (own, other) = (_scans[(int)stream], _scans[1 - (int)stream]);
        var there = Goal((int)stream);
        var othersThere = Goal(1 - (int)stream);
        Read(1 - (int)stream, othersThere);
        Read((int)stream, there);
        if (other.Offset >= othersThere)
        {
            _clear[(int)stream] = Math.Max(_clear[(int)stream], own.Clear);
        }

        return _clear[(int)stream];
    }

    /// <summary>The same once the stream ends there.</summary>
    public long Final(LogStream stream, long end)
    {
        _ends[(int)stream] = end;
        return Ready(stream);
    }

    /// <summary>Listens to what is left of both streams, of which one may have much.</summary>
    public async Task HearOut(long stdout, long stderr)
    {
        (_ends[0], _ends[1]) = (stdout, stderr);
        try
        {
            for (Read(0, stdout), Read(1, stderr); _scans[0].Offset < stdout || _scans[1].Offset < stderr; Read(0, stdout), Read(1, stderr))
            {
                await Task.Yield();   // others have their turn meanwhile
            }
        }
        catch (IOException failed)
        {
            Results.Refuse($"the end of the output could not be read ({failed.Message})");
        }
    }

    /// <summary>Gives bytes back to the disk, but for those whose words are not written down, and the line that is being read.</summary>
    public void Release(LogStream stream, long before)
    {
        var index = (int)stream;
        var upTo = Math.Min(before, _scans[index].LineStart) - 1;   // the byte before stays: it tells whether a line begins here
        if (Results.Version != _keptVersion)
        {
            _ = Keep();
            upTo = Math.Min(upTo, _keptUpTo[index]);
        }

        if (upTo >= PageBytes)
        {
            _outputs[index].Release(upTo / PageBytes * PageBytes);
        }
    }

    private CommandScan NewScan() => new(
        line =>
        {
            if (LogCommand.Read(line) is { } command)
            {
                Results.Take(command);
            }
        },
        () => Results.Refuse("its line is longer than any may be"));

    private long Goal(int stream) => _ends[stream] ?? Math.Max(_outputs[stream].Length(), _scans[stream].Offset);

    /// <summary>Looks at what there is up to a place, or at a part of it where there is much: a decision must not take long.</summary>
    private void Read(int stream, long upTo)
    {
        var scan = _scans[stream];
        if (scan.Offset < upTo)
        {
            var buffer = ArrayPool<byte>.Shared.Rent(ReadBytes);
            try
            {
                for (var most = scan.Offset + MostAtOnce; scan.Offset < Math.Min(upTo, most);)
                {
                    ReadOnce(stream, scan, buffer.AsSpan(0, (int)Math.Min(ReadBytes, upTo - scan.Offset)));
                }
            }
            finally
            {
                ArrayPool<byte>.Shared.Return(buffer);
            }
        }

        if (_ends[stream] is { } end && scan.Offset >= end)
        {
            scan.End();
        }
    }

    private void ReadOnce(int stream, CommandScan scan, Span<byte> room)
    {
        var read = _outputs[stream].Read(scan.Offset, room);
        if (read > 0)
        {
            scan.Take(room[..read]);
        }
        else
        {
            scan.GoTo(scan.Offset + room.Length);   // the disk lost it, in a power failure for example: nobody will send it either
        }
    }

    private async Task Keep()
    {
        if (_isKeeping)
        {
            return;
        }

        _isKeeping = true;
        var (version, stdout, stderr) = (Results.Version, _scans[0].LineStart, _scans[1].LineStart);
        try
        {
            await _keep(Results.Heard(_attempt));
            (_keptVersion, _keptUpTo[0], _keptUpTo[1]) = (version, stdout, stderr);
        }
        catch (Exception failed) when (failed is IOException or OperationCanceledException)
        {
            // The journal has said what is wrong. Nothing is given back meanwhile, and it is tried again with the next bytes that might be.
        }
        finally
        {
            _isKeeping = false;
        }
    }
}
