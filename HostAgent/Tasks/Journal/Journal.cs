using System.Buffers;
using Microsoft.Extensions.Logging;
using OrleansOps.HostAgent.Logs;
using OrleansOps.Protocol;

namespace OrleansOps.HostAgent.Tasks;

/// <summary>
/// What must survive the agent, as an append-only file. Writers that come while the disk is busy share the next flush. It is used from the
/// agent's turns only, and needs no lock.
/// </summary>
internal sealed partial class Journal : IDisposable
{
    private const long CompactBytes = 4 * 1024 * 1024;

    private readonly IJournalFile _file;
    private readonly JournalSeal _seal;
    private readonly TimeProvider _time;
    private readonly ILogger<Journal> _logger;
    private ArrayBufferWriter<byte> _pending = new(4096);
    private ArrayBufferWriter<byte> _writing = new(4096);
    private List<JournalEntry> _pendingEntries = [];
    private TaskCompletionSource _next = NewFlush();
    private Task _flushing = Task.CompletedTask;
    private bool _closed;
    private long _compactAt = CompactBytes;

    public Journal(IJournalFile file, JournalSeal seal, TimeProvider time, ILogger<Journal> logger)
    {
        _file = file;
        _seal = seal;
        _time = time;
        _logger = logger;
        var good = JournalFrames.Read(file.ReadAll(), State.Apply);
        if (good < file.Length)
        {
            LogDamaged(file.Length - good, good);
            file.Quarantine(good);
        }
    }

    /// <summary>What its entries add up to.</summary>
    public JournalState State { get; } = new();

    /// <summary>Attempts that the host still holds, in the order in which they were accepted.</summary>
    /// <exception cref="AgentStartException">Their secrets were sealed with another key.</exception>
    public IReadOnlyList<(RunTask Order, TaskEnded? Report, bool Settled, HeardCommands? Heard)> Held =>
        [.. State.Held.Select(held => (_seal.Open(held.Order), held.Report, held.Settled, _seal.Open(held.Heard)))];

    /// <summary>Writes an entry down. When this completes it survives a power failure; if it fails the entry is not there.</summary>
    /// <exception cref="IOException">The disk is full or broken.</exception>
    /// <exception cref="OperationCanceledException">The journal is closed, because the agent stops.</exception>
    public async Task Append(JournalEntry entry)
    {
        if (_closed)
        {
            throw new OperationCanceledException("The journal is closed.");
        }

        entry = _seal.Seal(entry);
        JournalFrames.Write(_pending, entry);
        _pendingEntries.Add(entry);
        var flushed = _next.Task;
        if (_flushing.IsCompleted)
        {
            _flushing = Flush();
        }

        await flushed;
    }

    /// <summary>Writes an entry that may be lost: it reaches the disk with the next one that may not.</summary>
    public void Note(JournalEntry entry)
    {
        JournalFrames.Write(_pending, entry);
        State.Apply(entry);
    }

    /// <summary>Brings everything to disk.</summary>
    public async Task Close()
    {
        _closed = true;
        if (_flushing.IsCompleted)
        {
            _flushing = Flush();
        }

        await _flushing;
    }

    public void Dispose() => _file.Dispose();

    private static TaskCompletionSource NewFlush() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private async Task Flush()
    {
        while (_pending.WrittenCount > 0)
        {
            (_pending, _writing) = (_writing, _pending);
            var (flushed, bytes, entries) = (_next, _writing.WrittenMemory, _pendingEntries);
            (_next, _pendingEntries) = (NewFlush(), []);
            try
            {
                await _file.Append(bytes);
                entries.ForEach(State.Apply);   // before anything else runs: a compaction must not miss them
                flushed.SetResult();
            }
            catch (IOException failed)
            {
                LogFailed(failed);
                flushed.SetException(failed);
                _ = flushed.Task.Exception;   // entries that were only noted have nobody who looks
            }

            _writing.ResetWrittenCount();
            await CompactIfDue();
        }
    }

    private async Task CompactIfDue()
    {
        if (_file.Length < _compactAt)
        {
            return;
        }

        // What is pending comes after the snapshot; entries that were noted stand in both, which says the same.
        var snapshot = new ArrayBufferWriter<byte>(64 * 1024);
        foreach (var entry in State.Snapshot(_time.GetUtcNow()))
        {
            JournalFrames.Write(snapshot, entry);
        }

        try
        {
            await _file.Replace(snapshot.WrittenMemory);
            _compactAt = Math.Max(CompactBytes, 2 * _file.Length);
        }
        catch (IOException failed)
        {
            LogNotCompacted(failed);
            _compactAt = _file.Length + CompactBytes;
        }
    }
}
