namespace Kuajie.Platform.Tests.Interactions.Live;

/// <summary>A store whose every commit waits until the test lets it end; odd rows are new.</summary>
internal sealed class HeldWriter : IDisposable
{
    private readonly SemaphoreSlim begun = new(0);
    private readonly SemaphoreSlim released = new(0);
    private readonly List<int[]> groups = [];

    public IReadOnlyList<int[]> Groups => groups;

    public Func<IReadOnlyList<int>, Exception?>? Fault { get; set; }

    public Action? During { get; set; }

    public IReadOnlyList<bool> Commit(IReadOnlyList<int> rows)
    {
        begun.Release();
        released.Wait();
        During?.Invoke();
        if (Fault?.Invoke(rows) is { } fault)
        {
            throw fault;
        }
        groups.Add([.. rows]);
        return [.. rows.Select(row => row % 2 == 1)];
    }

    /// <summary>Until a commit has begun.</summary>
    public async Task Busy() => Assert.True(await begun.WaitAsync(TimeSpan.FromSeconds(30)));

    public void Release(int commits = 1) => released.Release(commits);

    public void Dispose()
    {
        begun.Dispose();
        released.Dispose();
    }
}
