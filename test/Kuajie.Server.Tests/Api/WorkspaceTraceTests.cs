using Kuajie.Platform.Access;
using Kuajie.Platform.Users;

namespace Kuajie.Server.Tests.Api;

/// <summary>The files tell of everything that is stored, in either database, as soon as it is stored.</summary>
public sealed class WorkspaceTraceTests
{
    [Fact]
    public async Task Now_AfterEachWrite_DiffersAndIsWhatIsRead()
    {
        await using var running = await RunningServer.StartAsync();
        var (workspace, at) = (running.Workspace, running.Clock.GetUtcNow());
        var trace = new WorkspaceTrace(running);
        var client = running.Client(RunningServer.PartyOf(RunningServer.Knowledge));
        Func<Task>[] writes =
        [
            () => Task.FromResult(running.Keys.Issue("another", null, Scope.All)),
            () => Task.FromResult(workspace.Links.Add([new("knowledge", "u1", "sports", "s1", LinkMethod.File, at)])),
            () => Task.Run(() => workspace.Users.PutRecords("knowledge", [new("u1", "{}")])),
            () => client.PutAsync("/v1/domains/knowledge/items", Wire.Json("""{"items":[{"item":"c1","title":"Chess"}]}""")),
            () => Task.FromResult(running.People.Invite("somebody@example.org", null, Role.Data)),
        ];

        foreach (var write in writes)
        {
            var before = trace.Now();
            Assert.Equal(trace.Read(), before);
            await write();
            Assert.NotEqual(before, trace.Now());
            Assert.Equal(trace.Read(), trace.Now());
        }
    }
}
