using System.Buffers;
using System.Globalization;
using System.Text;
using OrleansOps.Linux;
using OrleansOps.Protocol;

namespace OrleansOps.Tasks;

/// <summary>What a supervisor is told, as NUL-terminated strings in a file: nothing of a task shows in the process list but its own.</summary>
internal static class SupervisorSpec
{
    public static ReadOnlyMemory<byte> Write(RunTask order, TaskDirectory directory)
    {
        var spec = new ArrayBufferWriter<byte>(1024);
        Add(spec, Host.BootId);
        Add(spec, order.WorkingDirectory ?? directory.Work);
        Add(spec, order.Stdin is { Length: > 0 } ? directory.Stdin : "");

        var arguments = Arguments(order, directory);
        Add(spec, arguments.Count);
        arguments.ForEach(argument => Add(spec, argument));

        var env = TaskEnvironment.Of(order, directory);
        Add(spec, env.Count);
        foreach (var (name, value) in env)
        {
            Add(spec, $"{name}={value}");
        }

        return spec.WrittenMemory;
    }

    private static List<string> Arguments(RunTask order, TaskDirectory directory) => order.Kind switch
    {
        TaskKind.Shell => ["/bin/sh", directory.Script, .. order.Argv],
        TaskKind.Bash => ["bash", directory.Script, .. order.Argv],
        TaskKind.Python => ["python3", "-u", directory.Script, .. order.Argv],   // unbuffered, or its output is not live
        _ => [.. order.Argv],
    };

    private static void Add(ArrayBufferWriter<byte> spec, int number) => Add(spec, number.ToString(CultureInfo.InvariantCulture));

    private static void Add(ArrayBufferWriter<byte> spec, string text)
    {
        var bytes = spec.GetSpan(Encoding.UTF8.GetMaxByteCount(text.Length) + 1);
        var length = Encoding.UTF8.GetBytes(text, bytes);
        bytes[length] = 0;
        spec.Advance(length + 1);
    }
}
