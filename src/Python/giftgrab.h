/* GiftGrab.NET for C and C++: one table of functions.
 *
 * Host the .NET runtime (see example.c), load GiftGrab.Python.dll and ask for the function Get of the type
 * "GiftGrab.Interop.ApiTable, GiftGrab.Python"; it fills in struct gg_api.
 *
 * Every function that returns gg_status gives GG_OK, or the kind of the error; last_error_message then has one sentence.
 * Texts are UTF-8 and end with a zero. Handles are numbers: one that was released, or never given out, is an error and no
 * crash. Functions may be called from any thread; callbacks come on threads of the library.
 */
#ifndef GIFTGRAB_H
#define GIFTGRAB_H

#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#define GG_API_VERSION 7

typedef int64_t gg_handle;

typedef enum gg_status {
    GG_OK = 0,
    GG_ERROR = 1,
    GG_VIDEO_SOURCE_ERROR = 2,
    GG_VIDEO_TARGET_ERROR = 3,
    GG_OBSERVER_ERROR = 4,
    GG_DEVICE_ALREADY_CONNECTED = 5,
    GG_DEVICE_NOT_FOUND = 6,
    GG_DEVICE_OFFLINE = 7,
    GG_NETWORK_SOURCE_UNAVAILABLE = 8,
    GG_BAD_ARGUMENT = 9,
    GG_STALE_HANDLE = 10,
    GG_OUT_OF_MEMORY = 11
} gg_status;

/* A frame in the caller's hands; give it back with frame_release. handle is 0 where there is none. */
typedef struct gg_frame {
    gg_handle handle;
    uint8_t *pixels;    /* rows and planes one behind the other without a gap */
    int64_t length;     /* bytes */
    int64_t number;     /* in the source's sequence, from 0 */
    int64_t timestamp;  /* nanoseconds since the source's start */
    int width, height;
} gg_frame;

typedef struct gg_source_facts {
    int width, height;
    int rate_numerator, rate_denominator;   /* 0 where unknown */
    int is_running, has_ended, is_live;
    int waiting;                            /* frames in the queue */
    int64_t received, delivered, dropped;
    int64_t missed;                         /* frames that a card made and that were not fetched in time; in no other count */
    int state;                              /* 0 starting, 1 running, 2 lost, 3 reconnecting, 4 stopped */
    int losses;                             /* how often a live source was lost */
} gg_source_facts;

typedef struct gg_target_facts {
    int64_t received, dropped, encoded, repeated, skipped, bytes;
    int waiting, is_finished;
    int64_t missed;         /* frames that the source's card made meanwhile and that were not fetched in time; in no other count */
    double latency_p50, latency_p95, latency_p99;   /* milliseconds from a live frame's arrival to the encoder; below 0 where none was measured */
} gg_target_facts;

typedef struct gg_media_facts {
    double duration;        /* seconds */
    int64_t frames;
    int width, height;
    int rate_numerator, rate_denominator;
    char codec[32], pixel_format[32];
} gg_media_facts;

/* A frame for a batch of observers (see source_set_plan). Set is_kept to 1 to keep it beyond the call and release it later. */
typedef struct gg_delivery {
    gg_frame frame;
    int batch;
    int is_kept;
} gg_delivery;

/* Shows a frame to all observers of a source, in one call. There are several deliveries where targets stand between batches:
 * only the first holds the picture then, whose pixels may be changed; copy what a batch left of them into the next one's frame
 * before showing it. Return how many of the frames hold the picture now: the targets behind the others get none. */
typedef int (*gg_deliver)(gg_handle source, gg_delivery *deliveries, int count);
/* A thread begins (1) or ends (0) to deliver. */
typedef void (*gg_thread)(int begins);
/* A source ended; message is null where it did not fail. */
typedef void (*gg_ended)(gg_handle source, int status, const char *message);
/* A target that a source fed failed and gets no more. */
typedef void (*gg_target_failed)(gg_handle source, gg_handle target, int status, const char *message);
/* A line of the log: 0 trace, 1 debug, 2 information, 3 warning, 4 error, 5 critical. */
typedef void (*gg_log)(int level, const char *category, const char *text);
/* Takes bytes of a stream; 0 where it did. */
typedef int (*gg_write)(int64_t context, const uint8_t *bytes, int64_t length);
/* Takes an encoded packet; 0 where it did. A length below 0 tells the end. */
typedef int (*gg_packet)(int64_t context, const uint8_t *bytes, int64_t length, int is_key_frame, int64_t timestamp);

/* An address is a path, test:1280x720@30, images:frame_%04d.png@25, screen::0, sim:1920x1080@30, rtsp://camera/stream or device:DVI2PCIeDuo_DVI.
 * Options are pairs of texts: name, value, name, value; count is the number of pairs. Those of sources: format pace frame_rate
 * hardware threads name queue when_full size cursor latency rtsp_transport connect_timeout idle stall reconnect while_lost; those of writers are the command line's, with underscores. */
typedef struct gg_api {
    /* Writes the last failure's message of this thread; returns the bytes that it needs. */
    int (*last_error_message)(char *buffer, int capacity);
    /* log and the others may be null where no source is opened. */
    int (*set_callbacks)(gg_deliver deliver, gg_thread thread, gg_ended ended, gg_target_failed target_failed, gg_log log);
    /* Frames that were not given back. */
    int64_t (*outstanding)(void);
    int (*inspect)(const char *path, gg_media_facts *facts);

    int (*source_open)(const char *address, const char *const *options, int count, gg_handle *source);
    int (*source_start)(gg_handle source);
    /* Waits so long for the end; call again until is_done. Below 0: not at all, and the source ends by itself. */
    int (*source_close)(gg_handle source, int milliseconds, int *is_done);
    int (*source_describe)(gg_handle source, gg_source_facts *facts);
    /* Who gets frames, in order: -n is batch n of deliver, any other number a target. */
    int (*source_set_plan)(gg_handle source, const int64_t *steps, int count);
    /* Waits for the delivery that runs now: 1 done, 0 not in time, 2 it runs on this thread. */
    int (*source_wait_for_delivery)(gg_handle source, int milliseconds, int *is_done);
    int (*source_get_frame)(gg_handle source, int milliseconds, gg_frame *frame);
    int (*source_set_sub_frame)(gg_handle source, int x, int y, int width, int height);
    int (*source_get_full_frame)(gg_handle source);

    int (*target_open)(const char *codec, const char *path, const char *rate, const char *const *options, int count, gg_handle *target);
    /* Copies a picture in; timestamp below 0: the next one at the nominal rate. Call again until is_taken. */
    int (*target_append)(gg_handle target, const char *format, int width, int height, const uint8_t *pixels, int64_t length, int64_t timestamp, int milliseconds, int *is_taken);
    /* Finishes; call again until is_done. The handle is gone then, and where it fails. */
    int (*target_finish)(gg_handle target, int milliseconds, int *is_done);
    int (*target_describe)(gg_handle target, gg_target_facts *facts);

    int (*frame_release)(gg_handle frame);
    /* Writes JSON: what is "devices" or "doctor". */
    int (*report)(const char *what, char *buffer, int capacity, int *needed);
    int (*target_open_stream)(const char *codec, gg_write write, int64_t context, const char *rate, const char *const *options, int count, gg_handle *target);
    int (*target_open_packets)(const char *codec, gg_packet take, int64_t context, const char *rate, const char *const *options, int count, gg_handle *target);
    /* Before the program frees its callbacks: none is called any more. Waits so long for those that run; call again until is_done. */
    int (*end_callbacks)(int milliseconds, int *is_done);

    /* A recorder writes a file between each START and STOP; file_name is a template such as rec_{date}_{index:04}.mkv. Its
       handle is a target's: frames are appended, and it is finished, as any other. Options: those of target_open, pause_gap and source. */
    int (*recorder_open)(const char *codec, const char *file_name, const char *rate, const char *const *options, int count, gg_handle *recorder);
    /* Follows START, PAUSE, STOP, STEP [N] or STATUS. The answer is a JSON object as giftgrab control --json prints it; a command
       that cannot be followed says "ok":false there. The command is followed even where the answer does not fit. */
    int (*recorder_control)(gg_handle recorder, const char *command, char *buffer, int capacity, int *needed);

    /* Of a target with the option slice (2s, 100MB or command): goes on in a new file with the next picture. Returns at once. */
    int (*target_split)(gg_handle target);
    /* Writes the paths of all files until now, a JSON array. */
    int (*target_files)(gg_handle target, char *buffer, int capacity, int *needed);
    /* A further file takes what the target encodes, from a key frame on that is made for it; removing it finishes that one alone. */
    int (*target_add_output)(gg_handle target, const char *path);
    int (*target_remove_output)(gg_handle target, const char *path);

    /* A ring keeps the newest of what it encodes in memory, as the option ring says (3s, 50MB or 90f), and saves files of it. Its handle
       is a target's. Other options: ring_memory, container and those of encoding. */
    int (*ring_open)(const char *codec, const char *rate, const char *const *options, int count, gg_handle *ring);
    /* Begins a file. Nanoseconds; below 0: at now, before as much as the ring was asked to keep, after all until it is stopped.
       is_exact begins it with the very picture: those up to the next key frame are encoded again. */
    int (*ring_save)(gg_handle ring, const char *path, int64_t at, int64_t before, int64_t after, int is_exact);
    /* Ends a file with the newest picture, and waits for it; call ring_wait again until is_done. */
    int (*ring_stop)(gg_handle ring, const char *path);
    int (*ring_wait)(gg_handle ring, const char *path, int milliseconds, int *is_done);
} gg_api;

/* ApiTable.Get: how many functions it filled in; 0 where the version is another or there is too little room. */
typedef int (*gg_get_api)(int version, gg_api *table, int capacity);

#ifdef __cplusplus
}
#endif
#endif
