using System.IO.Pipelines;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using OrleansOps.Http;
using OrleansOps.Terraform;

namespace OrleansOps.Operators.Terraform;

/// <summary>
/// Brings contents of states into the store while they come, and out again, a part at a time: no state is ever whole in memory. What came in is nothing yet: the
/// workspace's grain makes it a version, or it is thrown away.
/// </summary>
internal sealed class StateContents(IGrainFactory grains, StateSeal seal)
{
    private const int NameLength = 32;

    /// <summary>Takes a content in. What is answered lacks only who wrote it.</summary>
    /// <param name="workspace">Id of the workspace.</param>
    /// <param name="pieces">The content as it comes.</param>
    /// <param name="largest">How many bytes it may have.</param>
    /// <param name="md5">What it must be; null: not said.</param>
    /// <param name="cancel">Ends it.</param>
    public async Task<(StateVersion? Version, Refusal? Refusal)> Take(string workspace, IAsyncEnumerable<ReadOnlyMemory<byte>> pieces, long largest, byte[]? md5, CancellationToken cancel)
    {
        var content = RandomNumberGenerator.GetHexString(NameLength, lowercase: true);
        using var intake = new StateIntake((part, plain) => Put(workspace, content, part, plain));
        var isTaken = false;
        try
        {
            await foreach (var piece in pieces.WithCancellation(cancel))
            {
                if (intake.Size + piece.Length > largest)
                {
                    return (null, WorkspaceRefusals.TooLarge(largest));
                }

                await intake.Add(piece);
            }

            var version = await intake.End(content);
            if (md5 is not null && !string.Equals(Convert.ToBase64String(md5), version.Md5, StringComparison.Ordinal))
            {
                return (null, WorkspaceRefusals.WrongChecksum());
            }

            isTaken = true;
            return (version, null);
        }
        catch (RefusedException refused)
        {
            return (null, refused.Refusal);
        }
        finally
        {
            if (!isTaken)
            {
                Discard(workspace, content);
            }
        }
    }

    /// <summary>Takes a content in that is no state.</summary>
    /// <param name="workspace">Id of the workspace.</param>
    /// <param name="pieces">The content as it comes.</param>
    /// <param name="largest">How many bytes it may have.</param>
    /// <param name="what">What it is, for whoever is refused.</param>
    /// <param name="cancel">Ends it.</param>
    public async Task<(SealedContent? Content, Refusal? Refusal)> Keep(string workspace, IAsyncEnumerable<ReadOnlyMemory<byte>> pieces, long largest, string what, CancellationToken cancel)
    {
        var content = RandomNumberGenerator.GetHexString(NameLength, lowercase: true);
        using var intake = new StateIntake((part, plain) => Put(workspace, content, part, plain), isState: false);
        var isTaken = false;
        try
        {
            await foreach (var piece in pieces.WithCancellation(cancel))
            {
                if (intake.Size + piece.Length > largest)
                {
                    return (null, RunRefusals.TooLargeToKeep(what, largest));
                }

                await intake.Add(piece);
            }

            var kept = await intake.EndAs(content);
            isTaken = true;
            return (kept, null);
        }
        finally
        {
            if (!isTaken)
            {
                Discard(workspace, content);
            }
        }
    }

    /// <summary>What did not become a version need not wait for its hour to be over.</summary>
    public void Discard(string workspace, string content) => Grain.Discard(workspace, content).Ignore();

    /// <summary>The content of a version, part by part. Ends early, with null, where a part cannot be opened.</summary>
    public IAsyncEnumerable<byte[]?> Read(string workspace, StateVersion version) => Read(workspace, version.Content, version.Parts);

    /// <summary>The same for any content.</summary>
    public async IAsyncEnumerable<byte[]?> Read(string workspace, string content, int parts)
    {
        for (var part = 0; part < parts; part++)
        {
            var plain = await Grain.Read(workspace, content, part) is { } whole ? seal.Open(workspace, content, part, whole) : null;
            yield return plain;
            if (plain is null)
            {
                yield break;
            }
        }
    }

    /// <summary>A request's body as it comes.</summary>
    public static async IAsyncEnumerable<ReadOnlyMemory<byte>> Body(PipeReader body, [EnumeratorCancellation] CancellationToken cancel = default)
    {
        ReadResult read;
        do
        {
            read = await body.ReadAsync(cancel);
            foreach (var piece in read.Buffer)
            {
                yield return piece;
            }

            body.AdvanceTo(read.Buffer.End);
        }
        while (!read.IsCompleted);
    }

    /// <summary>The content of a version, with another serial in it: the rest byte for byte.</summary>
    /// <exception cref="RefusedException">A part cannot be opened.</exception>
    public async IAsyncEnumerable<ReadOnlyMemory<byte>> WithSerial(string workspace, StateVersion version, byte[] digits)
    {
        var (from, to, offset, isWritten) = (version.SerialAt, version.SerialAt + version.SerialLength, 0L, false);
        await foreach (var part in Read(workspace, version))
        {
            if (part is null)
            {
                throw new RefusedException(WorkspaceRefusals.Unreadable(workspace, version.Serial));
            }

            var (before, after) = ((int)Math.Clamp(from - offset, 0, part.Length), (int)Math.Clamp(to - offset, 0, part.Length));
            offset += part.Length;
            yield return part.AsMemory(0, before);
            if (!isWritten && offset >= to)
            {
                isWritten = true;
                yield return digits;
            }

            yield return part.AsMemory(after);
        }
    }

    private IStateContentGrain Grain => grains.GetGrain<IStateContentGrain>(0);

    private async Task<int> Put(string workspace, string content, int part, ReadOnlyMemory<byte> plain)
    {
        var whole = seal.Seal(workspace, content, part, plain.Span);
        return await Grain.Put(workspace, content, part, whole) ? whole.Length : throw new InvalidOperationException($"Content {content} is that of a version already.");
    }
}
