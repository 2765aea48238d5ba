namespace OrleansOps.Simulation.Machines;

/// <summary>One output file.</summary>
internal sealed class Output
{
    private byte[] _bytes = [];
    private int _printed;

    public int Length { get; private set; }

    /// <summary>What lies before was given back to the disk.</summary>
    public long Released { get; set; }

    /// <summary>What the task printed, also what the machine lost.</summary>
    public ReadOnlySpan<byte> Printed => _bytes.AsSpan(0, _printed);

    public ReadOnlySpan<byte> Bytes => _bytes.AsSpan(0, Length);

    public void Append(ReadOnlySpan<byte> bytes)
    {
        if (Length + bytes.Length > _bytes.Length)
        {
            Array.Resize(ref _bytes, Math.Max(Length + bytes.Length, 2 * _bytes.Length));
        }

        bytes.CopyTo(_bytes.AsSpan(Length));
        Length += bytes.Length;
        _printed = Length;
    }

    /// <summary>What the machine had not written to its disk is gone.</summary>
    public void Cut(int length) => Length = Math.Min(Length, length);
}
