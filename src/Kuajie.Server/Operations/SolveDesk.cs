using Kuajie.Platform.Faults;

namespace Kuajie.Server.Operations;

/// <summary>Does solving for requests: off the request's thread, a few at a time, ended with the request and after a while.</summary>
internal static class SolveDesk
{
    /// <summary>Longest that a request may be solved.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromSeconds(60);

    private static readonly SemaphoreSlim Places = new(Math.Max(1, Environment.ProcessorCount / 2));

    /// <summary>Solves.</summary>
    /// <param name="solve">The work; it has to look at its token.</param>
    /// <param name="clock">The clock.</param>
    /// <param name="request">Ends with the request.</param>
    /// <param name="longest">How long it may take; <see cref="Longest"/> where left out.</param>
    /// <exception cref="KuajieException">It took too long.</exception>
    public static async Task<T> SolveAsync<T>(
        Func<CancellationToken, T> solve,
        TimeProvider clock,
        CancellationToken request,
        TimeSpan? longest = null
    )
    {
        var most = longest ?? Longest;
        using var limit = new CancellationTokenSource(most, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(request, limit.Token);
        try
        {
            await Places.WaitAsync(either.Token);
            try
            {
                return await Task.Run(() => solve(either.Token), either.Token);
            }
            finally
            {
                Places.Release();
            }
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested && !request.IsCancellationRequested)
        {
            throw ServerTexts.Fault("solve-too-long", "SolveTooLong", most.TotalSeconds);
        }
    }
}
