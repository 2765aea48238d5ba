namespace OrleansOps.Cli;

/// <summary>What somebody who pressed Ctrl-C wants.</summary>
internal enum JobAnswer
{
    GoOn = 0,
    Stop = 1,
    Leave = 2,
}
