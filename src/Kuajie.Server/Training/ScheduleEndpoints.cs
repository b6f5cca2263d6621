using Kuajie.Client.Training;
using Kuajie.Platform.Access;
using Kuajie.Platform.Training.Runs;
using Kuajie.Server.Access;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Kuajie.Server.Training;

/// <summary>Trainings that are asked for again and again.</summary>
internal static class ScheduleEndpoints
{
    private const Role Trainers = Role.Owner | Role.Data;

    public static void Map(IEndpointRouteBuilder v1)
    {
        var schedules = v1.MapGroup("/domains/{domain}/schedules").WithTags("training");
        schedules.MapGet("", List).WithName("listSchedules").Allow(Scope.Manage, Role.Staff, DomainNeed.Own);
        schedules.MapPut("/{schedule}", Put).WithName("putSchedule").Allow(Scope.Manage, Trainers, DomainNeed.Own);
        schedules.MapDelete("/{schedule}", Remove).WithName("removeSchedule").Allow(Scope.Manage, Trainers, DomainNeed.Own);
    }

    /// <summary>The schedules of this domain's trainings.</summary>
    internal static Ok<IReadOnlyList<ScheduleResponse>> List(string domain, TrainingSchedules schedules) =>
        TypedResults.Ok<IReadOnlyList<ScheduleResponse>>([.. schedules.All().Where(each => IsOf(each, domain)).Select(ToResponse)]);

    /// <summary>Makes a schedule or changes one. What was due while nobody served is made up for once.</summary>
    internal static Ok<ScheduleResponse> Put(
        string domain,
        string schedule,
        ScheduleRequest request,
        HttpContext context,
        TrainingSchedules schedules,
        CurrentAccess access
    )
    {
        if (schedules.All().FirstOrDefault(each => each.ScheduleId == schedule) is { } other && !IsOf(other, domain))
        {
            throw ServerTexts.Fault("domain-taken", "DomainTaken", schedule);
        }
        var order = TrainingOrdersOnTheWire.ToOrder(request.Training, domain, context.Caller(), access.Current);
        return TypedResults.Ok(
            ToResponse(schedules.Put(schedule, order, Minutes(request.IntervalMinutes), request.FirstAt, request.Paused))
        );
    }

    /// <summary>Forgets a schedule; trainings that it asked for already go on.</summary>
    internal static NoContent Remove(string domain, string schedule, TrainingSchedules schedules)
    {
        if (schedules.All().All(each => each.ScheduleId != schedule || !IsOf(each, domain)))
        {
            throw TrainingFaults.UnknownSchedule(schedule);
        }
        schedules.Remove(schedule);
        return TypedResults.NoContent();
    }

    /// <summary>What is far out of range is refused as such further on, and must not overflow here.</summary>
    private static TimeSpan Minutes(double minutes) => TimeSpan.FromMinutes(double.IsNaN(minutes) ? 0 : Math.Clamp(minutes, 0, 1e7));

    private static bool IsOf(TrainingSchedule schedule, string domain) =>
        string.Equals(schedule.Order.TargetDomain, domain, StringComparison.Ordinal);

    private static ScheduleResponse ToResponse(TrainingSchedule schedule) =>
        new(
            schedule.ScheduleId,
            schedule.Order.TargetDomain,
            schedule.Order.SourceDomains,
            schedule.Order.Model,
            schedule.Order.IsRefresh,
            schedule.Interval.TotalMinutes,
            schedule.NextAt,
            schedule.IsPaused,
            TrainingOrdersOnTheWire.ToRequest(schedule.Order)
        );
}
