namespace OrleansOps.HostAgent.Linux;

/// <summary>Signal numbers, which are the same on every processor that we run on.</summary>
internal static class Signals
{
    public const int HangUp = 1;
    public const int Interrupt = 2;
    public const int Kill = 9;
    public const int User1 = 10;
    public const int Terminate = 15;
    public const int Continue = 18;
}
