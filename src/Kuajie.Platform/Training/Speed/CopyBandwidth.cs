namespace Kuajie.Platform.Training.Speed;

/// <summary>How fast memory is copied that no cache holds.</summary>
internal static class CopyBandwidth
{
    private const int Tries = 4;

    /// <summary>Bytes read plus bytes written per second; the best of a few tries on so many threads at once.</summary>
    public static double Measure(int threads, int bytesPerThread, TimeProvider clock)
    {
        var sources = Enumerable.Range(0, threads).Select(_ => Filled(bytesPerThread)).ToArray();
        var targets = Enumerable.Range(0, threads).Select(_ => Filled(bytesPerThread)).ToArray();
        var best = 0.0;
        for (var attempt = 0; attempt < Tries; attempt++)
        {
            var started = clock.GetTimestamp();
            Parallel.For(
                0,
                threads,
                new ParallelOptions { MaxDegreeOfParallelism = threads },
                thread => sources[thread].CopyTo(targets[thread].AsSpan())
            );
            best = Math.Max(best, 2.0 * bytesPerThread * threads / clock.GetElapsedTime(started).TotalSeconds);
        }
        return best;
    }

    private static byte[] Filled(int count)
    {
        var bytes = new byte[count];
        bytes.AsSpan().Fill(1);
        return bytes;
    }
}
