using System.Runtime.InteropServices;

namespace OrleansOps.Cli;

/// <summary>How large the terminal is. Asked of the system: System.Console would greet the terminal with escapes first, and not take them back.</summary>
internal static partial class TerminalSize
{
    private const int Stdout = 1;
    private const nuint AskSize = 0x5413;   // TIOCGWINSZ

    /// <summary>Columns and rows; 0 where nobody knows.</summary>
    public static (int Columns, int Rows) Read()
    {
        if (!OperatingSystem.IsLinux())
        {
            return (Console.WindowWidth, Console.WindowHeight);
        }

        var size = default(WindowSize);
        return Ask(Stdout, AskSize, ref size) == 0 ? (size.Columns, size.Rows) : (0, 0);
    }

    [LibraryImport("libc", EntryPoint = "ioctl")]
    private static partial int Ask(int handle, nuint request, ref WindowSize size);

    [StructLayout(LayoutKind.Sequential)]
    private struct WindowSize
    {
        public ushort Rows;
        public ushort Columns;
        public ushort Width;
        public ushort Height;
    }
}
