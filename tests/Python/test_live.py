"""Cards, cameras, screens and the network from Python."""

import re
import socket
import subprocess
import threading

import pytest

import pygiftgrab as pgg
from conftest import run_program



def test_simulated_card_by_its_address():
    with pgg.IVideoSource("sim:320x240@30", pgg.ColourSpace.I420, idle=20) as source:
        frame = pgg.VideoFrame(pgg.ColourSpace.I420, False)
        assert source.get_frame(frame) and (frame.cols(), frame.rows()) == (320, 240)
        assert source.is_open and source.get_frame_rate() == 30


def test_frames_that_a_card_made_and_nobody_fetched_are_counted(tmp_path):
    # The writer holds up the source, whose card makes far more than any machine encodes.
    with pgg.IVideoSource("sim:1280x720@500,format=yuv444p16le", pgg.ColourSpace.I420, is_started=False, queue=1, when_full="block") as source:
        with pgg.VideoTargetFFmpeg("ffv1", tmp_path / "x.mkv", 500) as writer:
            source.attach(writer)
            source.start()
            while writer.statistics["missed"] == 0:
                assert source.is_running
            assert source.missed >= writer.statistics["missed"]
            source.close()


def test_life_of_a_card_and_the_latency_of_its_frames_are_told(tmp_path):
    with pgg.IVideoSource("sim:96x64@50,lose=0.3,restore=0.6", pgg.ColourSpace.I420, is_started=False) as source:
        with pgg.VideoTargetFFmpeg("ffv1", tmp_path / "x.mkv", 50) as writer:
            assert (source.state, source.losses, writer.latency) == ("starting", 0, None)
            source.attach(writer)
            source.start()
            seen = []
            while seen != ["running", "lost", "running"]:
                assert source.is_running
                if source.state in ("running", "lost") and source.state != (seen or [None])[-1]:
                    seen.append(source.state)
            assert source.losses == 1
            latency = writer.latency
            assert 0 <= latency["p50"] <= latency["p95"] <= latency["p99"]
    assert source.state == "stopped"


def test_frames_of_a_card_that_is_fetched_in_time_are_not_missed(tmp_path):
    with pgg.IVideoSource("sim:96x64@10", pgg.ColourSpace.I420) as source:
        frame = pgg.VideoFrame(pgg.ColourSpace.I420, False)
        assert source.get_frame(frame) and source.missed == 0


def test_options_of_live_sources_are_refused_by_others(clip):
    for options in ({"idle": 3}, {"size": "320x240"}, {"while_lost": "black"}):
        with pytest.raises(pgg.VideoSourceError):
            pgg.VideoSourceFFmpeg(clip, **options)
    with pytest.raises(pgg.VideoSourceError, match="the size \"320\" is not understood; allowed is WIDTHxHEIGHT"):
        pgg.IVideoSource("sim:320x240@30", size="320")


def test_device_is_the_same_source_until_it_is_freed(monkeypatch):
    monkeypatch.setenv("GIFTGRAB_SIMULATE_DEVICES", "1")
    result = run_program("""
        import threading
        import pygiftgrab as pgg
        factory, device = pgg.VideoSourceFactory.get_instance(), pgg.Device.DVI2PCIeDuo_SDI
        source = factory.get_device(device, pgg.ColourSpace.BGRA)
        print(factory.get_device(device, pgg.ColourSpace.BGRA) is source)
        seen = threading.Event()
        shapes = []
        def look(frame):
            shapes.append(frame.data(True).shape)
            seen.set()
        source.attach(look)
        print(seen.wait(20), shapes[0] == (*source.get_frame_dimensions()[::-1], 4))
        try:
            factory.get_device(device, pgg.ColourSpace.I420)
        except IOError as error:
            print(str(error).split(":")[0])
        source.detach(look)
        factory.free_device(device)
        print(source.is_open)
        again = factory.get_device(device, pgg.ColourSpace.I420)
        frame = pgg.VideoFrame(pgg.ColourSpace.I420, False)
        print(again is source, again.get_frame(frame))
        factory.free_device(device)
    """, timeout=60)
    assert result.stdout.split() == ["True", "True", "True", "DeviceAlreadyConnected", "False", "False", "True"], result.stdout


def test_simulated_card_is_warned_of_where_no_log_is_kept(monkeypatch):
    monkeypatch.setenv("GIFTGRAB_SIMULATE_DEVICES", "1")
    result = run_program("""
        import pygiftgrab as pgg
        pgg.VideoSourceFactory.get_instance().get_device(pgg.Device.DVI2PCIeDuo_SDI, pgg.ColourSpace.BGRA).close()
        for address in ("v4l2:/dev/video0", "v4l2:/dev/video0", "sim:96x64@30"):
            pgg.IVideoSource(address).close()
    """, timeout=60)
    warned = [line for line in result.stderr.splitlines() if "UserWarning" in line]
    assert len(warned) == 2 and all(line.startswith("<string>:") for line in warned), result.stderr
    assert "GIFTGRAB_SIMULATE_DEVICES is set: the pictures of cards are a test pattern" in warned[0]


def test_network_stream_is_delivered(clip):
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        address = f"tcp://127.0.0.1:{probe.getsockname()[1]}"
    server = subprocess.Popen(
        ["ffmpeg", "-v", "error", "-re", "-stream_loop", "-1", "-i", str(clip), "-c", "copy", "-f", "mpegts", f"{address}?listen=1"])
    try:
        with connected(address) as source:
            frame = pgg.VideoFrame(pgg.ColourSpace.BGRA, False)
            assert source.get_frame(frame) and frame.data(True).shape == (240, 320, 4) and frame.data().any()
    finally:
        server.kill()
        server.wait()


def connected(address):
    """The stream, once its server listens."""
    for _ in range(100):
        try:
            return pgg.VideoSourceFactory.get_instance().connect_network_source(address, pgg.ColourSpace.BGRA)
        except pgg.NetworkSourceUnavailable:
            threading.Event().wait(0.1)
    raise AssertionError(f"Nothing listens at {address}.")


def test_silent_server_is_given_up_after_the_time_to_connect():
    with socket.create_server(("127.0.0.1", 0)) as silent:
        address = f"rtsp://127.0.0.1:{silent.getsockname()[1]}/live"
        with pytest.raises(pgg.NetworkSourceUnavailable, match=f"{address} gave no picture within 0.3 s"):
            pgg.IVideoSource(address, connect_timeout=0.3)


@pytest.mark.parametrize("timeout", [0, 0.05, 601, -1])
def test_time_to_connect_out_of_its_range_names_it(timeout):
    with pytest.raises(pgg.VideoSourceError, match="allowed is 0.1 s to 600 s"):
        pgg.IVideoSource("rtsp://127.0.0.1:1/none", connect_timeout=timeout)


@pytest.mark.parametrize("timeout", [float("nan"), float("inf"), 1e300, "soon"])
def test_time_to_connect_that_is_no_time_is_refused(timeout):
    with pytest.raises(pgg.VideoSourceError, match=f"connect_timeout is \"{re.escape(str(timeout))}\"; allowed is a number of seconds"):
        pgg.IVideoSource("rtsp://127.0.0.1:1/none", connect_timeout=timeout)


def test_what_is_not_there_raises_the_originals_with_the_reason():
    factory = pgg.VideoSourceFactory.get_instance()
    with pytest.raises(pgg.DeviceNotFound, match="DVI2PCIeDuo_DVI is not in this machine"):
        factory.get_device(pgg.Device.DVI2PCIeDuo_DVI, pgg.ColourSpace.BGRA)
    with pytest.raises(pgg.NetworkSourceUnavailable, match="rtsp://127.0.0.1:1/none"):
        factory.connect_network_source("rtsp://127.0.0.1:1/none", pgg.ColourSpace.BGRA)
    with pytest.raises(IOError):
        pgg.IVideoSource("screen::97")
