using Kuajie.Client.Calls;

namespace Kuajie.Client.Training;

/// <summary>Trainings that are asked for again and again.</summary>
public sealed class SchedulesClient
{
    private readonly KuajieCalls calls;

    internal SchedulesClient(KuajieCalls calls) => this.calls = calls;

    /// <summary>The schedules of a domain.</summary>
    public Task<IReadOnlyList<ScheduleResponse>> ListAsync(string domain, CancellationToken cancellation = default) =>
        calls.GetAsync(Paths.Of("domains", domain, "schedules"), TrainingJson.Default.IReadOnlyListScheduleResponse, cancellation);

    /// <summary>Makes a schedule or changes one.</summary>
    public Task<ScheduleResponse> PutAsync(
        string domain,
        string schedule,
        ScheduleRequest request,
        CancellationToken cancellation = default
    ) =>
        calls.PutAsync(
            Paths.Of("domains", domain, "schedules", schedule),
            request,
            TrainingJson.Default.ScheduleRequest,
            TrainingJson.Default.ScheduleResponse,
            cancellation
        );

    /// <summary>Removes a schedule.</summary>
    public Task RemoveAsync(string domain, string schedule, CancellationToken cancellation = default) =>
        calls.DeleteAsync(Paths.Of("domains", domain, "schedules", schedule), cancellation);
}
