using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using OrleansOps.Tasks;

namespace OrleansOps.Operators.Tasks;

/// <summary>
/// A fingerprint of what was asked for. Every part is written with its length, so that no two submissions look alike; who submits and what
/// the host is called at the moment are no part of it.
/// </summary>
internal static class TaskDigests
{
    /// <param name="secrets">Name and fingerprint of each secret: the spec has them sealed, each time another way.</param>
    public static string Of(TaskSpec spec, IReadOnlyDictionary<string, byte[]>? secrets)
    {
        // Their order is for ever: a task that is sent again after an upgrade must have the fingerprint that was stored before it.
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.Add(spec.AgentId);
        hash.Add((long)spec.Kind);
        hash.Add(spec.Script);
        hash.Add(spec.Argv.Count);
        foreach (var argument in spec.Argv)
        {
            hash.Add(argument);
        }

        hash.Add(spec.Env);
        hash.Add(spec.WorkingDirectory);
        hash.Add(spec.Stdin);
        hash.Add(spec.Timeout.Ticks);
        hash.Add(spec.QueueTimeout.Ticks);
        hash.Add(spec.Grace.Interrupt.Ticks);
        hash.Add(spec.Grace.Terminate.Ticks);
        hash.Add(spec.Labels);
        if (spec.LogCapBytes > 0)
        {
            hash.Add("log cap");   // named: the fingerprint of a task that does not say it is what it was before it could be said
            hash.Add(spec.LogCapBytes);
        }

        if (spec.OnLost != OnLost.Fail)
        {
            hash.Add("on lost");
            hash.Add((long)spec.OnLost);
        }

        if (spec.Name is not null)
        {
            hash.Add("name");
            hash.Add(spec.Name);
        }

        if (spec.Tty is { } tty)
        {
            hash.Add("tty");
            hash.Add(tty.Columns);
            hash.Add(tty.Rows);
        }

        if (spec.InputIdle is { } idle)
        {
            hash.Add("input");
            hash.Add(idle.Ticks);
        }

        if (spec.Keep is { } keep)
        {
            hash.Add("keep");
            hash.Add(keep.Ticks);
        }

        hash.Add(spec.RunAs);
        hash.Add(spec.Setting);
        hash.Add(spec.Limits);
        hash.Add(spec.File);
        hash.Add(spec.Collect, "collect");
        hash.Add(spec.Artifacts, "artifacts");
        if (secrets is { Count: > 0 })
        {
            hash.Add("secrets");
            hash.Add(secrets.Count);
            foreach (var (name, print) in secrets.OrderBy(secret => secret.Key, StringComparer.Ordinal))
            {
                hash.Add(name);
                hash.Add(print);
            }
        }

        if (spec.StoredSecrets is { } stored)
        {
            hash.Add("stored secrets");
            hash.Add(stored);
        }

        if (spec.Lock is not null)
        {
            hash.Add("lock");
            hash.Add(spec.Lock);
        }

        if (spec.Retry is { } retry)
        {
            hash.Add("retry");
            hash.Add(retry.Times);
            hash.Add(retry.Delay.Ticks);
        }

        if (spec.SecretFiles is { } files)
        {
            hash.Add("secret files");
            hash.Add(files.Count);
            foreach (var name in files.Order(StringComparer.Ordinal))   // their order means nothing
            {
                hash.Add(name);
            }
        }

        if (spec.Signature is { } signature)
        {
            hash.Add("signed for");   // without the rest: the same task that is signed once more is the same
            hash.Add(signature.Host);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static void Add(this IncrementalHash hash, RunAs? runAs)
    {
        if (runAs is not null)
        {
            hash.Add("run as");
            hash.Add(runAs.User);
            hash.Add(runAs.Group);
            hash.Add(runAs.Login ? 1 : 0);
            hash.Add(runAs.Groups?.Count ?? -1);
            foreach (var group in runAs.Groups ?? [])
            {
                hash.Add(group);
            }
        }
    }

    private static void Add(this IncrementalHash hash, TaskSetting? setting)
    {
        if (setting is not null)
        {
            hash.Add("setting");
            hash.Add(setting.Umask ?? -1);
            hash.Add(setting.CreateDirectory ? 1 : 0);
            hash.Add(setting.Locale);
            hash.Add(setting.TimeZone);
            hash.Add(setting.Nice ?? long.MinValue);
            hash.Add(setting.IoClass ?? -1);
            hash.Add(setting.IoLevel);
        }
    }

    private static void Add(this IncrementalHash hash, TaskLimits? limits)
    {
        if (limits is not null)
        {
            hash.Add("limits");
            hash.Add(limits.MemoryBytes ?? 0);
            hash.Add(limits.CpuPercent ?? 0);
            hash.Add(limits.CpuSeconds ?? 0);
            hash.Add(limits.Processes ?? 0);
            hash.Add(limits.OpenFiles ?? 0);
        }
    }

    private static void Add(this IncrementalHash hash, FileDelivery? file)
    {
        if (file is not null)
        {
            hash.Add("file");
            hash.Add(file.Path);
            hash.Add(file.Content);
            hash.Add(file.StoredId);
            hash.Add(file.Url);
            hash.Add(file.Headers?.Count ?? 0);
            foreach (var header in file.Headers ?? [])
            {
                hash.Add(header);
            }

            hash.Add(file.Sha256);
            hash.Add(file.SizeBytes ?? -1);
            hash.Add(file.MostBytes);
            hash.Add(file.Name);
            hash.Add(file.Mode ?? -1);
            hash.Add(file.Owner);
            hash.Add(file.Group);
            hash.Add(file.CreateDirectories ? 1 : 0);
            hash.Add((long)file.IfExists);
            hash.Add(file.BytesPerSecond ?? 0);
        }
    }

    private static void Add(this IncrementalHash hash, FileCollection? collect, string name)
    {
        if (collect is not null)
        {
            hash.Add(name);
            hash.Add(collect.Paths.Count);
            foreach (var path in collect.Paths)
            {
                hash.Add(path);
            }

            hash.Add(collect.Recursive ? 1 : 0);
            hash.Add(collect.MostBytes);
            hash.Add(collect.KeepSeconds ?? 0);
            hash.Add(collect.BytesPerSecond ?? 0);
        }
    }

    private static void Add(this IncrementalHash hash, IReadOnlyDictionary<string, string> pairs)
    {
        // Sorted, since the order of names in JSON means nothing.
        hash.Add(pairs.Count);
        foreach (var (name, value) in pairs.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            hash.Add(name);
            hash.Add(value);
        }
    }

    private static void Add(this IncrementalHash hash, string? text) => hash.Add(text is null ? null : Encoding.UTF8.GetBytes(text));

    private static void Add(this IncrementalHash hash, byte[]? bytes)
    {
        hash.Add(bytes?.Length ?? -1L);   // nothing and something empty are two requests
        hash.AppendData(bytes ?? []);
    }

    private static void Add(this IncrementalHash hash, long number)
    {
        Span<byte> bytes = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, number);
        hash.AppendData(bytes);
    }
}
