using OrleansOps.HostAgent.Linux;
using OrleansOps.Platform;
using OrleansOps.Protocol;

namespace OrleansOps.HostAgent.Transfers;

/// <summary>Puts one file on the host: beside its place first, checked, on disk, and then in its place at once.</summary>
internal sealed class Delivery(TransferSpec spec, Func<string, string?> secret, TransferOutput output, TimeProvider time)
{
    private const int ModeBits = 0xFFF;
    private const int UsualMode = 0x1B6;   // 0666, of which the umask takes some

    private readonly FileDelivery _file = spec.File!;

    /// <exception cref="TransferException">It is not there, and whatever was there before still is.</exception>
    public async Task Run(CancellationToken cancel)
    {
        var (user, group) = Owners();
        var target = TargetPath.Find(_file);
        if (target.Before is not null && IsInTheWay(target))
        {
            return;
        }

        using var part = PartFile.Open(target.Directory, spec.TaskId, spec.KeepFreeBytes);
        try
        {
            await Fill(part, cancel);
            var sha256 = Check(part);
            var mode = _file.Mode ?? (target.Before is { IsRegular: true } old ? old.Mode & ModeBits : UsualMode & ~Umask());
            var replaced = target.Before is { IsRegular: true } before && Environment.IsPrivilegedProcess ? before : (FileStatus?)null;
            part.Become(user ?? replaced?.Owner, group ?? replaced?.Group, mode);
            if (!part.PutInPlace(target, _file.IfExists == FileConflict.Overwrite))
            {
                part.Discard();
                _ = IsInTheWay(target);   // it came meanwhile
                return;
            }

            output.Say($"{target.Path}: {part.Length} bytes, mode {Convert.ToString(mode, 8).PadLeft(4, '0')}, SHA-256 {sha256}.");
        }
        catch
        {
            part.Discard();
            throw;
        }
    }

    /// <summary>True: what is there stays, as asked.</summary>
    private bool IsInTheWay(TargetPath target) => _file.IfExists switch
    {
        FileConflict.Overwrite => false,
        FileConflict.Keep => Say($"{target.Path} is there already, and stays."),
        _ => throw new TransferException(FailureCode.FileNotWritten, $"'{target.Path}' is there already. Choose another path, or let it be replaced (ifExists overwrite)."),
    };

    private bool Say(string sentence)
    {
        output.Say(sentence);
        return true;
    }

    private async Task Fill(PartFile part, CancellationToken cancel)
    {
        if (_file.Content is { } content)
        {
            part.Restart();
            part.Expect(content.Length);
            part.Add(content);
            return;
        }

        using IFileServer server = _file.StoredId is { } id
            ? new StoreServer(new StoreDoor(spec, secret(FileDelivery.TokenSecret) ?? ""), id)
            : new AddressServer(new Uri(_file.Url!), Headers());
        await new HttpFile(server, _file, output, time).Fetch(part, cancel);
    }

    private List<(string Name, string Value)> Headers() =>
        [.. (_file.Headers ?? []).Select((name, index) => (name, secret(FileDelivery.HeaderSecret(index)) ?? ""))];

    private string Check(PartFile part)
    {
        if (_file.SizeBytes is { } size && part.Length != size)
        {
            throw new TransferException(FailureCode.WrongContent, $"{part.Length} bytes came, and {size} were announced.");
        }

        var sha256 = part.Sha256();
        var wanted = _file.StoredId ?? _file.Sha256;
        return wanted is null || string.Equals(wanted, sha256, StringComparison.Ordinal)
            ? sha256
            : throw new TransferException(FailureCode.WrongContent, $"The SHA-256 of what came is {sha256}, and {wanted} was announced. Nothing was written.");
    }

    private (uint? User, uint? Group) Owners()
    {
        uint? user = null, group = null;
        if (_file.Owner is { } owner)
        {
            var account = Accounts.Find(owner) ?? throw new TransferException(FailureCode.NotFound, $"There is no user '{owner}' on this host. Create it, or name another in file.owner.");
            (user, group) = (account.User, account.Group);
        }

        return _file.Group is { } name
            ? (user, Accounts.FindGroup(name) ?? throw new TransferException(FailureCode.NotFound, $"There is no group '{name}' on this host. Create it, or name another in file.group."))
            : (user, group);
    }

    /// <summary>.NET has no word for it.</summary>
    private static int Umask() => File.ReadLines("/proc/self/status").FirstOrDefault(line => line.StartsWith("Umask:", StringComparison.Ordinal)) is { } line
        ? Convert.ToInt32(line["Umask:".Length..].Trim(), 8)
        : 0x12;
}
