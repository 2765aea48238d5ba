using System.Buffers;
using System.Globalization;
using System.Text;
using OrleansOps.HostAgent.Linux;
using OrleansOps.Protocol;

namespace OrleansOps.HostAgent.Tasks;

/// <summary>
/// What a supervisor is told, as NUL-terminated strings in a file: nothing of a task shows in the process list but its own.
/// </summary>
internal static class SupervisorSpec
{
    /// <summary>Digits of the spec's own length, with which it begins: what follows it in its file was written later.</summary>
    public const int LengthDigits = 10;

    private const int UsualMask = 18;   // 022: what a script creates is for others to read
    private const int IoClassShift = 13;

    public static ReadOnlyMemory<byte> Write(RunTask order, TaskFiles files, Account? account = null, string? controlGroup = null)
    {
        var spec = new ArrayBufferWriter<byte>(1024);
        Add(spec, new string('0', LengthDigits));
        Add(spec, Host.BootId);
        Add(spec, order.WorkingDirectory ?? files.Work);
        Add(spec, order.Stdin is { Length: > 0 } ? files.Stdin : "");
        Add(spec, order.LogCapBytes);
        Add(spec, order.Tty?.Columns ?? 0);
        Add(spec, order.Tty?.Rows ?? 0);
        Add(spec, order.InputIdleMs ?? 0);
        Add(spec, order.Setting?.Umask ?? UsualMask);
        Add(spec, order.Setting?.Nice ?? 0);
        Add(spec, order.Setting is { IoClass: { } io } ? ((int)io << IoClassShift) | (io == IoClass.Idle ? 0 : order.Setting.IoLevel) : 0);
        Add(spec, order.Setting is { CreateDirectory: true } ? 1 : 0);
        AddLimits(spec, order.Limits, controlGroup);
        Add(spec, account?.User.ToString(CultureInfo.InvariantCulture) ?? "");
        Add(spec, account?.Group ?? 0);
        Add(spec, account?.Groups.Count ?? 0);
        foreach (var group in account?.Groups ?? [])
        {
            Add(spec, group);
        }

        var command = Interpreters.Command(order, files.Script(order));
        var arguments = account is not null && order.RunAs is { Login: true } ? TaskUser.InLogin(account, command) : command;
        Add(spec, arguments.Count);
        arguments.ForEach(argument => Add(spec, argument));

        var env = TaskEnvironment.Of(order, files, account);
        Add(spec, env.Count);
        foreach (var (name, value) in env)
        {
            Add(spec, $"{name}={value}");
        }

        var bytes = spec.WrittenSpan.ToArray();
        bytes.Length.TryFormat(bytes, out _, "D10", CultureInfo.InvariantCulture);
        return bytes;
    }

    /// <summary>As the supervisor has them: 0 where there is no limit.</summary>
    private static void AddLimits(ArrayBufferWriter<byte> spec, TaskLimits? limits, string? controlGroup)
    {
        Add(spec, limits is null ? "" : controlGroup ?? "");
        Add(spec, limits?.MemoryBytes ?? 0);
        Add(spec, limits?.CpuPercent ?? 0);
        Add(spec, limits?.CpuSeconds ?? 0);
        Add(spec, limits?.Processes ?? 0);
        Add(spec, limits?.OpenFiles ?? 0);
    }

    private static void Add(ArrayBufferWriter<byte> spec, long number) => Add(spec, number.ToString(CultureInfo.InvariantCulture));

    private static void Add(ArrayBufferWriter<byte> spec, string text)
    {
        var bytes = spec.GetSpan(Encoding.UTF8.GetMaxByteCount(text.Length) + 1);
        var length = Encoding.UTF8.GetBytes(text, bytes);
        bytes[length] = 0;
        spec.Advance(length + 1);
    }
}
