using System.Globalization;

namespace OrleansOps.Simulation.Time;

/// <summary>What happened, in lines; nothing is formatted unless somebody will read it.</summary>
internal sealed class Trace
{
    public bool IsOn { get; set; }

    /// <summary>Every step of the scheduler, too.</summary>
    public bool HasSteps { get; set; }

    public long Now { get; set; }

    /// <summary>Where lines go.</summary>
    public TextWriter? Out { get; set; }

    public void Add([System.Runtime.CompilerServices.InterpolatedStringHandlerArgument("")] TraceText text)
    {
        if (IsOn)
        {
            Out?.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{Now / (double)TimeSpan.TicksPerSecond,12:0.000000} {text.ToString()}"));
        }
    }
}
